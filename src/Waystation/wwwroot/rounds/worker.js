// Keeps the page that is taken along on a round, for where there is no signal. It minds nothing else, and keeps nobody's data.
importScripts('/kept.js');

keepPieces('rounds', 4, ['/rounds/walk', '/site.css', '/seal.svg', '/rounds/rounds.css', '/rounds/walk.mjs', '/rounds/store.mjs', '/rounds/deliver.mjs', '/rounds/visit.mjs', '/rounds/shots.mjs', '/rounds/sign.mjs', '/rounds/leave.mjs', '/pictures/picture.mjs', '/pictures/picture.css']);
