// The map instead of the sketch. Everything is asked for and drawn in the datum of the tiles, so that pins stand where the tiles say.
import { keepPins, text } from './map-pins.mjs';

const box = document.getElementById('map');

function pin(place) {
    const icon = L.divIcon({ className: `pin ${place.state}`, iconSize: [26, 26] });
    const marker = L.marker([place.lat, place.lon], { icon, title: `${place.name} · ${place.says}`, alt: place.name });
    const says = document.createElement('div');
    const name = says.appendChild(document.createElement('a'));
    name.href = `/stations/${place.slug}`;
    name.textContent = place.name;
    const state = says.appendChild(document.createElement('p'));
    state.className = `state ${place.state}`;
    state.textContent = place.says;
    return marker.bindPopup(says);
}

function addressIn(bounds) {
    const at = new URL(box.dataset.wishes, location);
    at.pathname = '/api/stations/in';
    at.searchParams.set('bbox', bounds.toBBoxString());
    at.searchParams.set('datum', box.dataset.datum);
    return at;
}

async function outline(map) {
    const answer = await fetch('/api/outlines');
    if (!answer.ok) return;
    L.polygon(await answer.json(), { fill: false, color: '#52616b', weight: 1, interactive: false }).addTo(map);
    map.attributionControl.addAttribution(text(box.dataset.outlines));
}

function show() {
    const middle = [Number(box.dataset.lat), Number(box.dataset.lon)];
    const metres = Number(box.dataset.metres);
    box.replaceChildren();
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', box.dataset.label);
    const map = L.map(box, { minZoom: 8, maxZoom: 18 });
    map.attributionControl.setPrefix(false).addAttribution(`${text(box.dataset.credit)} ${text(box.dataset.approval)}`);
    L.tileLayer(box.dataset.tiles, { minZoom: 8, maxZoom: 18 }).addTo(map);
    map.fitBounds(L.latLng(middle).toBounds(metres * 2));
    L.circleMarker(middle, { radius: 8, color: '#fff', weight: 3, fillColor: '#1f5f99', fillOpacity: 1, interactive: false }).addTo(map);
    keepPins(map, addressIn, pin);
    if (box.dataset.outlines) outline(map);
}

if (box?.dataset.tiles) show();
