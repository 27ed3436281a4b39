// The places in view of a map. Whoever uses this has Leaflet on the page.

export function text(words) {
    const safe = document.createElement('span');
    safe.textContent = words;
    return safe.innerHTML;
}

function crowd(map, group) {
    const icon = L.divIcon({ className: 'pin crowd', html: text(group.count), iconSize: [40, 40] });
    return L.marker([group.lat, group.lon], { icon, title: `${group.count}`, alt: `${group.count}` })
        .on('click', () => map.setView([group.lat, group.lon], map.getZoom() + 2));
}

/**
 * Asks for the places in view and draws them, anew after each move. What is there already stays: a pin on which somebody stands with the
 * keyboard, or whose words somebody reads, moves the map itself, and would throw them off if it were drawn again.
 * @param addressOf gives the address for the bounds in view, or null where nothing is to be asked
 * @param pinOf gives a marker for a place, told how many there are
 * @returns how to ask anew, and the places that stand there one by one
 */
export function keepPins(map, addressOf, pinOf) {
    const layer = L.layerGroup().addTo(map), here = new Map();
    let asking, inView = [];
    const fill = async () => {
        asking?.abort();
        asking = new AbortController();
        const address = addressOf(map.getBounds());
        if (!address) return;
        try {
            const answer = await fetch(address, { signal: asking.signal });
            if (!answer.ok) return;
            const { places, groups } = await answer.json();
            inView = places;
            const seen = [...groups.map(group => [JSON.stringify(group), () => crowd(map, group)]), ...places.map(place => [JSON.stringify(place), () => pinOf(place, places.length)])];
            const wanted = new Set(seen.map(([key]) => key));
            for (const [key, marker] of here) {
                if (wanted.has(key)) continue;
                layer.removeLayer(marker);
                here.delete(key);
            }
            for (const [key, make] of seen) if (!here.has(key)) here.set(key, make().addTo(layer));
        } catch (away) {
            // What is drawn stands; the next move of the map asks again.
        }
    };
    map.on('moveend', fill);
    fill();
    return { fill, inView: () => inView };
}
