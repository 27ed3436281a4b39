// Whoever signs out leaves nothing of the rounds on this phone. What is not delivered is delivered first; where that cannot be, it is said, and stays until they come back.
const patience = 10_000;

for (const form of document.querySelectorAll('form[data-leaves]')) form.addEventListener('submit', async event => {
    if (form.dataset.left) return;
    event.preventDefault();
    let goes = true;
    try {
        goes = await forget(count => window.confirm(form.dataset.leaves.replace('{n}', count)));
    } finally {
        if (goes) form.dataset.left = 'yes';
        if (goes) form.requestSubmit(event.submitter);
    }
});

/** False: they would rather stay. */
async function forget(asks) {
    if (!globalThis.indexedDB) return true;
    const isThere = (await indexedDB.databases?.() ?? [{ name: 'waystation-rounds' }]).some(one => one.name === 'waystation-rounds');
    if (!isThere) return true;

    const [store, { deliver }] = await Promise.all([import('./store.mjs'), import('./deliver.mjs')]);
    const mine = await store.take('taken', 'mine');
    if (mine) await Promise.race([deliver(mine.account), new Promise(done => setTimeout(done, patience))]);
    const undelivered = new Set([...(await store.all('visits')).filter(visit => visit.state === 'here' || visit.state === 'returned').map(visit => visit.draft), ...(await store.all('drafts')).map(draft => draft.key)]);
    if (undelivered.size > 0 && !asks(undelivered.size)) return false;

    await store.keepOnly(undelivered);
    for (const name of await caches.keys()) if (name.startsWith('rounds-')) await caches.delete(name);
    return true;
}
