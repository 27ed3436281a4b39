// Brings what is on this phone to the house. Sent twice it is one visit there; it counts as delivered here only when the house has said so.
import * as store from './store.mjs';

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
    let answer;
    try {
        answer = await fetch(`/api/visits/${visit.key}`, {
            method: 'PUT', redirect: 'manual', credentials: 'same-origin', headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ ...report, sentAt: new Date().toISOString() }),
        });
    } catch { return 'away'; }

    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) return 'signed-out';
    if (answer.status >= 500 || answer.status === 429) return 'away';
    const said = await answer.json().catch(() => ({}));
    // Meanwhile it may have been filled in anew: then that one is still to be sent.
    const now = await store.take('visits', visit.key);
    if (!now || now.savedAt !== visit.savedAt) return 'done';
    await store.put('visits', answer.ok ? { ...now, state: said.standing === 'counts' ? 'arrived' : 'contradicts' } : { ...now, state: 'returned', why: said.detail ?? `${answer.status}` });
    return 'done';
}
