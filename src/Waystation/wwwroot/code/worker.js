// Keeps the page that verifies membership codes, and what it needs, for where there is no signal. It minds nothing else.
importScripts('/kept.js');

keepPieces('code', 2, ['/code/verify', '/api/code/keys', '/site.css', '/seal.svg', '/code/code.css', '/code/page.mjs', '/code/verifier.mjs', '/code/vendor/jsQR.js', '/code/vendor/sm2.js']);
