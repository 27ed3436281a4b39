// The page that is taken along: shows the stations of my rounds, and how each visit stands. Nothing is called delivered but what the house has confirmed.
import * as store from './store.mjs';
import { deliver } from './deliver.mjs';
import { visit } from './visit.mjs';

const at = id => document.getElementById(id);
const words = at('words').dataset;
const again = 30_000;
let mine = null;
let changing = null;

async function renew() {
    try {
        const answer = await fetch('/api/rounds/mine', { redirect: 'manual', credentials: 'same-origin' });
        at('trouble').textContent = answer.type === 'opaqueredirect' || answer.status === 401 ? words.signIn : '';
        if (answer.ok) await store.put('taken', { key: 'mine', takenAt: Date.now(), ...await answer.json() });
    } catch { /* no signal: what was taken along stands */ }
    mine = await store.take('taken', 'mine');
}

async function show() {
    const visits = await store.all('visits');
    const drafts = new Set((await store.all('drafts')).map(d => d.key));
    const here = visits.filter(v => v.state === 'here');
    const ours = here.filter(v => v.report.account === mine?.account);
    at('carried').hidden = ours.length === 0;
    at('carried-text').textContent = words.onlyHere.replace('{n}', ours.length);
    if (here.length > ours.length) at('trouble').textContent = words.others.replace('{n}', here.length - ours.length);
    // A round that is over stands on no list any more: what was not taken of it is said here.
    const lost = visits.filter(v => v.state === 'returned' && !mine?.rounds.some(round => round.id === v.report.round));
    at('lost').textContent = lost.length === 0 ? '' : words.lost.replace('{n}', lost.length).replace('{why}', [...new Set(lost.map(v => v.why))].join(' '));
    const rounds = [...(mine?.rounds ?? []), ...await offTheList(visits)];
    at('kept').textContent = rounds.length === 0 ? words.nothing
        : (navigator.serviceWorker?.controller ? words.kept : words.keptOpen).replace('{at}', new Date(mine.takenAt).toLocaleString(document.documentElement.lang));
    at('rounds').replaceChildren(...rounds.map(round => drawRound(round, visits, drafts)));
}

// A round that is over stands on no list any more; what is written of it here and not delivered can still be finished, and is looked at by a person.
async function offTheList(visits) {
    const unsent = [...await store.all('drafts'), ...visits.filter(v => v.state === 'here' || v.state === 'returned')].map(one => one.of);
    const over = new Map();
    for (const { account, round, stop, items } of unsent.filter(Boolean)) {
        if (account !== mine?.account || mine.rounds.some(one => one.id === round.id && one.stops.some(other => other.station === stop.station))) continue;
        const known = over.get(round.id) ?? { ...round, isOver: true, stops: [] };
        if (!known.stops.some(one => one.station === stop.station)) known.stops.push({ ...stop, items });
        over.set(round.id, known);
    }
    return [...over.values()];
}

function drawRound(round, visits, drafts) {
    const part = at('t-round').content.cloneNode(true);
    part.querySelector('h2').textContent = round.title;
    part.querySelector('p').textContent = round.isOver ? words.offTheList : `${words.team.replace('{n}', round.team)} · ${round.fromOn} – ${round.untilOn}`;
    // The own team's first, and of those what is left to be seen; any team may see any station.
    const isDone = stop => stop.state === 'seen' || stop.state === 'excused' || visits.some(v => v.draft === store.draftOf(mine.account, round.id, stop.station) && v.state !== 'returned');
    const order = [...round.stops].sort((a, b) => (a.team !== round.team) - (b.team !== round.team) || isDone(a) - isDone(b) || a.team - b.team || a.onDay.localeCompare(b.onDay) || a.place - b.place);
    part.querySelector('ol').append(...order.map(stop => drawStop(round, stop, visits, drafts)));
    return part;
}

function drawStop(round, stop, visits, drafts) {
    const part = at('t-stop').content.cloneNode(true);
    const key = store.draftOf(mine.account, round.id, stop.station);
    const ours = visits.filter(v => v.draft === key);
    const made = ours.find(v => v.state === 'here' || v.state === 'returned') ?? ours.find(v => v.state === 'contradicts') ?? ours[0];
    // What is begun is never hidden, whoever was there meanwhile.
    const state = made?.state === 'here' || made?.state === 'returned' ? made.state : drafts.has(key) ? 'draft' : made?.state ?? (stop.state === 'seen' ? 'arrived' : `stop-${stop.state}`);
    const badge = part.querySelector('.state');
    badge.textContent = words[state.replace(/-(.)/g, (_, letter) => letter.toUpperCase())];
    badge.classList.add({ arrived: 'open', here: 'likely', returned: 'closed', contradicts: 'closed', 'stop-excused': 'over', draft: 'todo' }[state] ?? 'unknown');
    part.querySelector('.nth').textContent = stop.place;
    const button = part.querySelector('button');
    button.textContent = stop.name;
    button.disabled = state === 'arrived' || state === 'contradicts';
    button.addEventListener('click', () => write(round, stop));
    part.querySelector('p').textContent = [stop.onDay, stop.team === round.team ? '' : words.team.replace('{n}', stop.team), stop.address, stop.lat === undefined ? words.unknownPlace : '', made?.state === 'returned' ? words.refused.replace('{why}', made.why) : ''].filter(Boolean).join(' · ');
    return part;
}

async function write(round, stop) {
    changing = store.draftOf(mine.account, round.id, stop.station);
    // A draft goes on with the checklist with which it was begun.
    const of = (await store.take('drafts', changing))?.of;
    const items = of?.items ?? stop.items ?? mine.checklists.find(list => list.id === stop.checklist).items;
    try {
        await visit({ account: mine.account, round, stop: { ...stop, checklist: of?.stop.checklist ?? stop.checklist }, items });
    } finally {
        changing = null;
    }
    await show();
    await bring();
}

async function bring() {
    if (!mine) return;
    const told = await deliver(mine.account, changing);
    if (told !== 'nothing') at('trouble').textContent = { 'signed-out': words.signIn, 'may-not': words.mayNot }[told] ?? '';
    await show();
}

async function keepPage() {
    at('no-worker').hidden = 'serviceWorker' in navigator;
    at('no-store').hidden = await store.isLasting();
    if ('serviceWorker' in navigator) await navigator.serviceWorker.register('/rounds/worker.js', { scope: '/rounds/' }).catch(() => at('no-worker').hidden = false);
    await navigator.storage?.persist?.().catch(() => {});
}

// Without a worker, or a database, what is not delivered is lost with the page.
addEventListener('beforeunload', event => {
    if (!at('carried').hidden && (!at('no-worker').hidden || !at('no-store').hidden)) event.preventDefault();
});
addEventListener('online', bring);
navigator.serviceWorker?.addEventListener('controllerchange', show);
at('deliver').addEventListener('click', bring);
setInterval(bring, again);

await keepPage();
await renew();
await bring();
await show();
