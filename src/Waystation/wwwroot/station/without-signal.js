// Where there is no signal the list is worked out on the phone, from the hours of the coming week that it kept: also for another wish or another hour.
const shelf = 'stations-1';
const week = '/kept-week';
const notice = document.getElementById('offline');
const words = document.getElementById('kept-words').dataset;
const shown = 20;

function fill(text, ...parts) {
    return text.replace(/\{(\d)\}/g, (_, n) => parts[n]);
}

function metres(from, to) {
    const rad = Math.PI / 180;
    const a = Math.sin((to.lat - from.lat) * rad / 2) ** 2 + Math.cos(from.lat * rad) * Math.cos(to.lat * rad) * Math.sin((to.lon - from.lon) * rad / 2) ** 2;
    return 2 * 6371008.8 * Math.asin(Math.sqrt(a));
}

// 17:00; on another day with the day before it.
function clock(seconds, at) {
    const [when, day] = [new Date(seconds * 1000), new Date(at * 1000)];
    const hour = when.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Shanghai' });
    const dayOf = date => date.toLocaleDateString(document.documentElement.lang, { month: 'numeric', day: 'numeric', timeZone: 'Asia/Shanghai' });
    return dayOf(when) === dayOf(day) ? hour : `${dayOf(when)} ${hour}`;
}

// Never "open" as such: nobody can have seen it from here.
function stateOf(place, at) {
    if (!place.open) return { state: 'unknown', says: words.unknown };
    const now = place.open.find(([from, to]) => from <= at && at < to);
    if (now) return { state: 'likely', left: (now[1] - at) / 60, says: now[1] - now[0] >= 7 * 86400 ? words.always : fill(words.open, clock(now[1], at)) };
    const next = place.open.find(([from]) => from > at);
    return { state: 'closed', says: next ? fill(words.closed, clock(next[0], at)) : words.shut };
}

function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
}

function card({ place, state, says, left, far }, i, kept) {
    const item = element('li', 'card station');
    const head = item.appendChild(element('div', 'row'));
    head.append(element('span', `nth ${state}`, i + 1), element('h2', 'name grow'));
    head.firstChild.ariaHidden = 'true';
    const name = head.lastChild.appendChild(element('a', '', place.name));
    name.href = `/stations/${place.slug}`;
    const minutes = Math.max(1, Math.ceil(far * words.detour / words.pace));
    if (minutes <= 120) head.append(element('span', 'soft num', fill(words.walk, minutes)));
    const row = item.appendChild(element('p', 'row'));
    row.append(element('span', `state ${state}`, says), ' ', element('span', 'soft distance', far < 1000 ? fill(words.metres, Math.round(far / 10) * 10) : fill(words.kilometres, (far / 1000).toFixed(1))));
    if (place.kind !== 'station') row.append(element('span', 'badge', place.kindName));
    if (left <= kept.soon) item.append(element('p', 'warn', fill(words.soon, Math.max(1, Math.floor(left)))));
    item.append(element('p', 'why', fill(words.why, clock(kept.made, Date.now() / 1000))));
    if (place.facilities) item.append(element('p', 'has-list', place.facilities));
    return item;
}

function instant(open) {
    // As the house reads it: without an offset it is the city's time.
    return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(open) ? open : `${open}+08:00`) / 1000;
}

// Each wish stays one tap, counted from the address one is at now.
function turnChips(asked) {
    for (const chip of document.querySelectorAll('.chips a[data-facility], .chips a[data-now]')) {
        const to = new URLSearchParams(asked);
        const wish = chip.dataset.facility;
        const on = wish ? asked.getAll('facility').includes(wish) : asked.get('open') !== 'any';
        if (wish) {
            to.delete('facility');
            for (const other of asked.getAll('facility').filter(f => f !== wish).concat(on ? [] : wish)) to.append('facility', other);
        } else if (on) {
            to.set('open', 'any');
        } else {
            to.delete('open');
        }

        chip.setAttribute('aria-current', on);
        chip.href = `/?${to}`;
    }
}

async function answer() {
    const kept = await (await caches.match(week))?.json();
    const asked = new URLSearchParams(location.search);
    if (!kept || asked.has('q') || asked.has('area')) return;
    const open = asked.get('open');
    const at = open && open !== 'any' && open !== 'now' ? instant(open) : Date.now() / 1000;
    // Of another week nothing is known here; the page as it was kept says what it knows.
    if (!(at >= kept.made && at < kept.until)) return;

    const from = asked.has('lat') ? { lat: Number(asked.get('lat')), lon: Number(asked.get('lon')) } : kept.from;
    const found = kept.places
        .filter(place => asked.getAll('facility').every(f => place.has.includes(f)) && (!asked.get('kind') || place.kind === asked.get('kind')))
        .map(place => ({ place, far: metres(from, place), ...stateOf(place, at) }))
        .filter(one => open === 'any' || one.state === 'likely')
        .sort((a, b) => a.far - b.far).slice(0, shown);
    const list = document.querySelector('ol.list');
    list.replaceChildren(...found.map((one, i) => card(one, i, kept)));
    for (const old of document.querySelectorAll('.found > .notice, .picture svg')) old.remove();
    if (!found.length) list.before(element('p', 'notice', words.none));
    turnChips(asked);
}

async function keep() {
    await navigator.serviceWorker.ready;
    const url = new URL(notice.dataset.week, location);
    const got = await fetch(url);
    if (!got.ok) return;
    const kept = { ...await got.json(), from: { lat: Number(url.searchParams.get('lat')), lon: Number(url.searchParams.get('lon')) } };
    await (await caches.open(shelf)).put(week, new Response(JSON.stringify(kept)));
}

if (window.caches && navigator.serviceWorker) {
    if (notice.dataset.kept) answer();
    else keep().catch(() => { /* No signal any more: what was kept before stays. */ });
}
