// The page that verifies codes: asks the server while there is signal, and judges by what is kept where there is none.
import { judge } from './verifier.mjs';

const at = id => document.getElementById(id);
const words = at('words').dataset;
const language = document.documentElement.lang;
const patience = 4000;
let list = null;

const sm2 = () => once('sm2', '/code/vendor/sm2.js');
const jsQR = () => once('jsQR', '/code/vendor/jsQR.js');

// Both are plain scripts that leave one name on the window.
function once(name, address) {
    return window[name] ?? new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = () => loaded(window[name]);
        script.onerror = failed;
        document.head.append(script);
    });
}

// ---- what is kept

async function renewList() {
    try {
        const answer = await fetch('/api/code/keys');
        if (!answer.ok) return;
        const keptAt = answer.headers.get('X-Kept-At');
        list = { trust: await answer.json(), keptAt: keptAt ? +keptAt : Date.now() };
        at('clock-off').hidden = keptAt !== null || Math.abs(Date.parse(list.trust.at) - Date.now()) < 60_000;
    } catch { /* no signal: what is kept stands */ }
    tellAge();
}

function tellAge() {
    if (!list) return;
    const fresh = Date.now() - list.keptAt < 60_000;
    const said = fresh ? at('kept').dataset.now : at('kept').dataset.age.replace('{age}', age());
    at('kept').textContent = navigator.serviceWorker?.controller ? `${said} ${at('kept').dataset.ready}` : said;
}

function age() {
    const minutes = Math.round((Date.now() - list.keptAt) / 60_000);
    if (minutes < 1) return words.just;
    const [count, unit] = minutes < 60 ? [minutes, 'minute'] : minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
    return new Intl.RelativeTimeFormat(language).format(-count, unit);
}

// ---- one code

async function check(text) {
    at('trouble').textContent = '';
    const found = await askServer(text) ?? await judgeHere(text);
    if (found) show(found);
    else at('trouble').textContent = at('trouble').dataset.empty;
}

async function askServer(code) {
    const enough = new AbortController();
    const waiting = setTimeout(() => enough.abort(), patience);
    try {
        const answer = await fetch('/api/code/check', {
            method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ code }), signal: enough.signal,
        });
        if (!answer.ok) return null;
        const { verdict, name, state } = await answer.json();
        return { verdict, name, state, basis: words.online };
    } catch {
        return null;
    } finally {
        clearTimeout(waiting);
    }
}

async function judgeHere(text) {
    if (!list || !window.crypto?.subtle) return null;
    const { verdict, code } = await judge(text, list.trust, Date.now(), sm2);
    return { verdict, name: code?.name, state: code?.state, basis: words.offline.replace('{age}', age()) };
}

function show({ verdict, name, state, basis }) {
    const said = document.querySelector(`#words [data-verdict="${verdict}"]`);
    const lines = [line(`state ${said.dataset.look}`, said.dataset.word)];
    if (name) lines.push(line('bearer', `${name}　${words[state]}`));
    at('found').replaceChildren(...lines, line('', said.textContent), line('soft', basis));
    at('found').className = `card ${said.dataset.look}`;
    at('found').scrollIntoView({ block: 'nearest' });
}

function line(className, text) {
    const p = document.createElement('p');
    p.className = className;
    p.textContent = text;
    return p;
}

// ---- camera and pictures

const scanning = { stream: null, label: '' };

async function startCamera() {
    try {
        scanning.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch {
        at('trouble').textContent = at('trouble').dataset.denied;
        return;
    }
    at('view').srcObject = scanning.stream;
    at('view').hidden = false;
    scanning.label = at('scan').textContent;
    at('scan').textContent = at('scan').dataset.stop;
    await at('view').play();
    look(await jsQR());
}

function stopCamera() {
    scanning.stream.getTracks().forEach(track => track.stop());
    scanning.stream = null;
    at('view').hidden = true;
    at('scan').textContent = scanning.label;
}

function look(read) {
    if (!scanning.stream) return;
    const found = at('view').videoWidth > 0 && codeIn(at('view'), at('view').videoWidth, at('view').videoHeight, read);
    if (!found) return void setTimeout(() => look(read), 150);
    stopCamera();
    check(found);
}

async function readPicture() {
    const [file] = at('file').files;
    if (!file) return;
    at('trouble').textContent = '';
    const picture = await createImageBitmap(file).catch(() => null);
    const found = picture && codeIn(picture, picture.width, picture.height, await jsQR());
    if (found) check(found);
    else at('trouble').textContent = at('trouble').dataset.picture;
}

// A photo has more points than reading needs, and each costs time.
function codeIn(source, width, height, read) {
    const scale = Math.min(1, 1200 / Math.max(width, height));
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * scale), height: Math.round(height * scale) });
    const paper = canvas.getContext('2d', { willReadFrequently: true });
    paper.drawImage(source, 0, 0, canvas.width, canvas.height);
    return read(paper.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)?.data;
}

// ---- what this browser can do

at('by-text').addEventListener('submit', event => {
    event.preventDefault();
    check(at('Code').value);
});
at('file').addEventListener('change', readPicture);
at('scan').addEventListener('click', () => scanning.stream ? stopCamera() : startCamera());

const mayFilm = Boolean(navigator.mediaDevices?.getUserMedia);
at('camera').hidden = !mayFilm;
// One strong button a page: the camera's, where there is one.
document.querySelector('#by-text button').classList.toggle('go', !mayFilm);
at('picture').hidden = false;
at('not-secure').hidden = window.isSecureContext;
at('no-camera').hidden = mayFilm || !window.isSecureContext;
at('no-worker').hidden = 'serviceWorker' in navigator || !window.isSecureContext;

renewList();
setInterval(renewList, 60_000);
if ('serviceWorker' in navigator) {
    navigator.serviceWorker.register('/code/worker.js');
    navigator.serviceWorker.addEventListener('controllerchange', tellAge);
}
