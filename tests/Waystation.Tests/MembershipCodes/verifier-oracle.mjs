// The other side of BrowserVerifierTests: reads [{text, trust, now}, …] from standard input and writes each verdict of the browser's verifier.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
const served = 'src/Waystation/wwwroot/code/';
const { judge } = await import(`data:text/javascript,${encodeURIComponent(await readFile(`${served}verifier.mjs`, 'utf8'))}`);
const sm2 = async () => createRequire(import.meta.url)(`${process.cwd()}/${served}vendor/sm2.js`);

let input = '';
for await (const chunk of process.stdin) input += chunk;

const verdicts = [];
for (const { text, trust, now } of JSON.parse(input)) {
    const { verdict, code } = await judge(text, trust, now, sm2);
    verdicts.push(code ? `${verdict} ${code.name} ${code.state}` : verdict);
}
console.log(JSON.stringify(verdicts));
