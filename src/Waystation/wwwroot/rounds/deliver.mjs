// Brings what is on this phone to the house: the visit, and each of its pictures by itself. Sent twice each is one there; it counts as delivered here
// only when the house has said so.
import * as store from './store.mjs';

let running = null;

// Only one at a time in this page; another page may send the same, which does no harm. Answers what became of it: nothing (was there), done, away, signed-out, may-not.
// What is being changed at this moment is sent when that is done.
export function deliver(account, changing) {
    return running ??= deliverAll(account, changing).finally(() => running = null);
}

async function deliverAll(account, changing) {
    let told = 'nothing';
    for (const visit of await store.all('visits')) {
        if (visit.state !== 'here' || visit.report.account !== account || visit.draft === changing) continue;
        told = await deliverOne(visit);
        if (told !== 'done') break;
    }
    return told;
}

async function deliverOne(visit) {
    const { account, ...told } = visit.report;
    const said = await send(`/api/visits/${visit.key}`, 'application/json', JSON.stringify({ ...told, sentAt: new Date().toISOString() }));
    if (said.told) return said.told;

    let why = said.why;
    for (const part of why ? [] : await partsOf(visit.draft, told)) {
        const came = await send(`/api/rounds/${told.round}/stations/${told.station}/${part.to}`, 'image/jpeg', part.blob);
        if (came.told) return came.told;
        why ??= came.why;
        if (!came.why) await store.drop('pictures', part.key);
    }

    // Meanwhile it may have been filled in anew: then that one is still to be sent.
    const now = await store.take('visits', visit.key);
    if (!now || now.savedAt !== visit.savedAt) return 'done';
    if (why) {
        await store.put('visits', { ...now, state: 'returned', why });
        return 'done';
    }

    // The house has it now: who was met need not stay on a phone, nor a name drawn by somebody who then refused. What was added meanwhile is still to be sent.
    const { met, ...report } = now.report;
    await store.put('visits', { ...now, report, state: said.standing === 'counts' ? 'arrived' : 'contradicts' });
    if (await store.isAtRest(visit.draft)) for (const part of await store.parts(visit.draft)) await store.drop('pictures', part.key);
    return 'done';
}

// What the report names, each by itself.
async function partsOf(draft, told) {
    const shots = (await store.shotsOf(draft)).filter(shot => told.pictures?.includes(shot.key)).map(({ key, blob, takenAt, bearing }) => {
        const about = new URLSearchParams(Object.entries({ takenAt, bearing, lat: told.lat, lon: told.lon }).filter(([, value]) => value !== undefined));
        return { key, blob, to: `pictures/${key}?${about}` };
    });
    const drawn = await store.signatureOf(draft);
    return drawn && drawn.key === told.signature ? [...shots, { ...drawn, to: `signatures/${drawn.key}` }] : shots;
}

async function send(address, type, body) {
    let answer;
    try {
        answer = await fetch(address, { method: 'PUT', redirect: 'manual', credentials: 'same-origin', headers: { 'Content-Type': type }, body });
    } catch { return { told: 'away' }; }

    if (answer.type === 'opaqueredirect' || answer.status === 401) return { told: 'signed-out' };
    if (answer.status === 403) return { told: 'may-not' };
    if (answer.status >= 500 || answer.status === 429) return { told: 'away' };
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) return { why: said.detail ?? `${answer.status}` };
    // The page by which a café's network asks people to sign in says yes to everything, and is not the house.
    return said.standing || typeof said.wasThere === 'boolean' ? { standing: said.standing } : { told: 'away' };
}
