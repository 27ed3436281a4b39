// Brings what is on this phone to the house: the visit, and each of its pictures by itself. Sent twice each is one there; it counts as delivered here
// only when the house has said so.
import * as store from './store.mjs';
import { of } from './shots.mjs';

let running = null;

// Only one at a time in this page; another page may send the same, which does no harm.
export function deliver(account) {
    return running ??= deliverAll(account).finally(() => running = null);
}

async function deliverAll(account) {
    let told = 'done';
    for (const visit of await store.all('visits')) {
        if (visit.state !== 'here' || visit.report.account !== account) continue;
        told = await deliverOne(visit);
        if (told !== 'done') break;
    }
    return told;
}

async function deliverOne(visit) {
    const { account, ...report } = visit.report;
    const said = await send(`/api/visits/${visit.key}`, 'application/json', JSON.stringify({ ...report, sentAt: new Date().toISOString() }));
    if (said.told) return said.told;

    let why = said.why;
    for (const shot of why ? [] : (await of(visit.draft)).filter(s => report.pictures?.includes(s.key))) {
        const about = new URLSearchParams(Object.entries({ takenAt: shot.takenAt, bearing: shot.bearing, lat: report.lat, lon: report.lon }).filter(([, value]) => value !== undefined));
        const came = await send(`/api/rounds/${report.round}/stations/${report.station}/pictures/${shot.key}?${about}`, 'image/jpeg', shot.blob);
        if (came.told) return came.told;
        why ??= came.why;
        if (!came.why) await store.drop('pictures', shot.key);
    }

    // Meanwhile it may have been filled in anew: then that one is still to be sent.
    const now = await store.take('visits', visit.key);
    if (!now || now.savedAt !== visit.savedAt) return 'done';
    await store.put('visits', why ? { ...now, state: 'returned', why } : { ...now, state: said.standing === 'counts' ? 'arrived' : 'contradicts' });
    return 'done';
}

async function send(address, type, body) {
    let answer;
    try {
        answer = await fetch(address, { method: 'PUT', redirect: 'manual', credentials: 'same-origin', headers: { 'Content-Type': type }, body });
    } catch { return { told: 'away' }; }

    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return { told: 'signed-out' };
    if (answer.status >= 500 || answer.status === 429) return { told: 'away' };
    const said = await answer.json().catch(() => ({}));
    return answer.ok ? { standing: said.standing } : { why: said.detail ?? `${answer.status}` };
}
