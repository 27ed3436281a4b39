// What was taken along and what is not delivered yet: in this browser's database; where it gives us none, in the open page alone.
const shelves = ['taken', 'visits', 'drafts', 'pictures'];
const memory = Object.fromEntries(shelves.map(name => [name, new Map()]));
const opening = open();

export const isLasting = async () => (await opening) !== null;

function open() {
    return new Promise(answer => {
        try {
            const asked = indexedDB.open('waystation-rounds', 1);
            asked.onupgradeneeded = () => shelves.forEach(name => asked.result.createObjectStore(name, { keyPath: 'key' }));
            asked.onsuccess = () => answer(asked.result);
            asked.onerror = () => answer(null);
        } catch { answer(null); }
    });
}

// Answers when the database has it for good, not when it was told.
async function act(names, mode, work) {
    const db = await opening;
    return new Promise((done, failed) => {
        const transaction = db.transaction(names, mode, { durability: 'strict' });
        let asked;
        try {
            asked = work(name => transaction.objectStore(name));
        } catch (trouble) {
            // Otherwise what was asked before it would be done without it.
            transaction.abort();
            return failed(trouble);
        }
        transaction.oncomplete = () => done(asked?.result);
        transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
}

export async function put(name, thing) {
    if (!await opening) return void memory[name].set(thing.key, thing);
    await act([name], 'readwrite', shelf => shelf(name).put(thing));
}

export async function take(name, key) {
    return await opening ? act([name], 'readonly', shelf => shelf(name).get(key)) : memory[name].get(key);
}

export async function all(name) {
    return await opening ? act([name], 'readonly', shelf => shelf(name).getAll()) : [...memory[name].values()];
}

export async function drop(name, key) {
    if (!await opening) return void memory[name].delete(key);
    await act([name], 'readwrite', shelf => shelf(name).delete(key));
}

// Each account writes for itself, though two colleagues use one phone.
export const draftOf = (account, round, station) => `${account}/${round}/${station}`;

// Photos of a visit, the first taken first; the drawn name is kept beside them and is none of them.
export const parts = async draft => (await all('pictures')).filter(one => one.draft === draft);
export const shotsOf = async draft => (await parts(draft)).filter(one => !one.isSignature).sort((a, b) => a.takenAt.localeCompare(b.takenAt));
export const signatureOf = async draft => (await parts(draft)).find(one => one.isSignature);

// Everything goes but what is not delivered yet.
export async function keepOnly(drafts) {
    const gone = { taken: () => true, visits: visit => !drafts.has(visit.draft), drafts: draft => !drafts.has(draft.key), pictures: one => !drafts.has(one.draft) };
    for (const name of shelves) for (const thing of (await all(name)).filter(gone[name])) await drop(name, thing.key);
}

// Nothing on this phone still needs the parts of it: nobody is writing, and nothing of it is on its way.
export async function isAtRest(draft) {
    return !await take('drafts', draft) && !(await all('visits')).some(visit => visit.draft === draft && (visit.state === 'here' || visit.state === 'returned'));
}

// A draft goes that nobody wants; what its visit names that is on its way stays.
export async function throwAway(draft) {
    const named = (await all('visits')).filter(visit => visit.draft === draft).flatMap(({ report }) => [...report.pictures ?? [], report.signature]);
    await drop('drafts', draft);
    for (const part of await parts(draft)) if (!named.includes(part.key)) await drop('pictures', part.key);
}

// A finished visit takes its draft's place in one step: there is never neither.
export async function finish(visit) {
    if (!await opening) { memory.visits.set(visit.key, visit); return void memory.drafts.delete(visit.draft); }
    await act(['visits', 'drafts'], 'readwrite', shelf => { shelf('drafts').delete(visit.draft); return shelf('visits').put(visit); });
}
