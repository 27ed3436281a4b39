// The form of one visit, made from the checklist that was taken along. What is typed is kept at once as a draft.
import { shots } from './shots.mjs';
import { sign } from './sign.mjs';
import * as store from './store.mjs';

const language = document.documentElement.lang === 'en' ? 'en' : 'zh';
const words = document.getElementById('words').dataset;
const positionPatience = 8000;

export async function visit({ account, round, stop, items }) {
    const dialog = document.getElementById('visit');
    const form = document.getElementById('visit-form');
    const draft = store.draftOf(account, round.id, stop.station);
    const before = (await store.all('visits')).find(v => v.draft === draft);
    const kept = await store.take('drafts', draft);
    // What a draft is of goes with it: its round may be over, and off the list, before it is finished.
    const typed = kept ?? { ...(before ? fromReport(draft, before) : { key: draft, id: newId(), at: null, answers: {}, notes: {} }), of: ofIt(account, round, stop, items) };
    draw(form, stop, items, typed);
    form.querySelector('button[value=discard]').hidden = !kept;
    const say = trouble => {
        const line = form.querySelector('#visit-trouble');
        [line.textContent, line.hidden] = [trouble, !trouble];
        if (trouble) line.scrollIntoView({ block: 'center' });
    };
    const photos = await shots(form, draft, newId, say);
    const name = await sign(form, draft, newId, say);
    // Where the phone is full, what is typed stands in this page alone: that is said, not passed over.
    form.oninput = () => store.put('drafts', read(form, items, typed)).catch(() => say(words.full));
    form.querySelector('button[value=keep]').addEventListener('click', () => {
        const { agreed, met } = form.elements;
        const isNamed = agreed.value !== 'agreed' || met.value.trim() || !form.querySelector('.sign button').disabled;
        met.setCustomValidity(isNamed ? '' : words.nameOrSignature);
    });
    return new Promise(done => {
        // Pressed twice while the position is sought, it is one visit; and nobody types into what is being saved.
        let isBusy = false;
        const busy = is => [isBusy, form.inert] = [is, is];
        // The browser closes it on Escape too; a draft is kept all the same.
        dialog.onclose = () => isBusy || done(null);
        form.onsubmit = async event => {
            event.preventDefault();
            const what = event.submitter?.value;
            if (isBusy || what !== 'discard' && photos.isForgotten() && !window.confirm(words.unsent) || what === 'discard' && !window.confirm(words.discard)) return;
            let made = null;
            busy(true);
            try {
                if (what === 'keep') made = await keep(form, { account, round, stop, items, typed, draft, photos, name });
                if (what === 'discard') await store.throwAway(draft);
            } catch {
                form.querySelector('button[value=keep]').textContent = words.keep;
                if (!dialog.open) dialog.showModal();
                return say(words.full);
            } finally {
                busy(false);
            }
            dialog.onclose = null;
            dialog.close();
            done(made);
        };
        dialog.showModal();
        form.scrollTop = dialog.scrollTop = 0;
    });
}

async function keep(form, { account, round, stop, items, typed, draft, photos, name }) {
    const at = new Date().toISOString();
    form.querySelector('button[value=keep]').textContent = words.position;
    const place = await position();
    await name.settled();
    const said = read(form, items, typed);
    const pictures = await photos.ids();
    const drawn = said.agreed === 'agreed' ? await store.signatureOf(draft) : undefined;
    const report = {
        account, round: round.id, station: stop.station, checklist: stop.checklist, visitedAt: at, agreed: said.agreed, ...place,
        answers: items.map(item => ({ item: item.id, answer: said.answers[item.id], ...(said.notes[item.id] ? { note: said.notes[item.id] } : {}) })),
        ...(said.met ? { met: said.met } : {}), ...(said.note ? { note: said.note } : {}), ...(pictures.length ? { pictures } : {}), ...(drawn ? { signature: drawn.key } : {}),
    };
    const made = { key: said.id, draft, state: 'here', savedAt: Date.now(), report, of: typed.of };
    await store.finish(made);
    return made;
}

const ofIt = (account, { stops, ...round }, stop, items) => ({ account, round, stop, items });

// Once, at this moment. Whoever forbids it, or stands in a cellar, has no position; that is all.
function position() {
    return new Promise(done => {
        if (!navigator.geolocation) return done({});
        const late = setTimeout(() => done({}), positionPatience);
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => { clearTimeout(late); done({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy }); },
            () => { clearTimeout(late); done({}); }, { enableHighAccuracy: true, timeout: positionPatience, maximumAge: 0 });
    });
}

function draw(form, stop, items, typed) {
    const title = document.createElement('h2');
    title.id = 'visit-title';
    title.textContent = stop.name;
    const where = document.createElement('p');
    where.className = 'soft';
    where.textContent = [stop.address, stop.hours].filter(Boolean).join(' · ');
    form.replaceChildren(title, where, ...items.map(item => question(item, typed)), document.getElementById('t-rest').content.cloneNode(true));
    if (typed.agreed) form.querySelector(`[name=agreed][value=${typed.agreed}]`).checked = true;
    form.elements.met.value = typed.met ?? '';
    form.elements.note.value = typed.note ?? '';
}

function question(item, typed) {
    const part = document.getElementById('t-item').content.cloneNode(true);
    const legend = part.querySelector('legend');
    const badge = document.createElement('span');
    badge.className = 'badge';
    badge.textContent = words[item.severity];
    legend.append(item.title[language], ' ', badge);
    for (const choice of part.querySelectorAll('[type=radio]')) {
        choice.name = `a:${item.id}`;
        choice.checked = typed.answers[item.id] === choice.value;
        if (choice.value === 'missing' && !item.anyOf) choice.closest('label').remove();
    }
    const note = part.querySelector('.note');
    note.name = `n:${item.id}`;
    note.value = typed.notes[item.id] ?? '';
    note.setAttribute('aria-label', note.dataset.label.replace('{title}', item.title[language]));
    return part;
}

function read(form, items, typed) {
    const data = new FormData(form);
    const said = prefix => Object.fromEntries(items.map(i => [i.id, (data.get(`${prefix}:${i.id}`) ?? '').trim()]).filter(([, value]) => value));
    return { ...typed, answers: said('a'), notes: said('n'), agreed: data.get('agreed'), met: data.get('met').trim(), note: data.get('note').trim() };
}

const fromReport = (key, { key: id, report }) => ({
    key, id, agreed: report.agreed, met: report.met, note: report.note,
    answers: Object.fromEntries(report.answers.map(a => [a.item, a.answer])), notes: Object.fromEntries(report.answers.filter(a => a.note).map(a => [a.item, a.note])),
});

// Of a page that is not served safely the browser makes none by itself.
function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte, i) => (i === 6 ? byte & 15 | 64 : i === 8 ? byte & 63 | 128 : byte).toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
