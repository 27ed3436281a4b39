// Draws a way on the map: each tap adds a point, and the box of points below holds the same, so that what is sent is what is read there.
import { keepPins, text } from '../map-pins.mjs';

const box = document.getElementById('map');
const points = document.getElementById('points');
const length = document.getElementById('length');
const datum = document.getElementById('datum');
const pair = /^\s*(\d+(?:\.\d+)?)\s*[,，\s]\s*(\d+(?:\.\d+)?)\s*$/;

/** What is typed as pairs; stations named by number or name are put in by the house. */
function typed() {
    return points.value.split('\n').map(line => pair.exec(line)).filter(Boolean).map(found => [Number(found[2]), Number(found[1])]);
}

function write(lines) {
    points.value = lines.join('\n');
    points.dispatchEvent(new Event('input'));
}

function add(at) {
    write([...points.value.split('\n').filter(line => line.trim()), `${at.lng.toFixed(6)},${at.lat.toFixed(6)}`]);
}

function tell(way) {
    let metres = 0;
    for (let i = 1; i < way.length; i++) metres += L.latLng(way[i - 1]).distanceTo(way[i]);
    length.textContent = way.length < 2 ? box.dataset.nothing : box.dataset.length.replace('{0}', way.length).replace('{1}', (metres / 1000).toFixed(1));
}

/** Names stand beside the pins where there is room for them. */
const most = () => box.clientWidth / 30;

function addressIn(bounds) {
    const within = bounds.pad(0.1);
    return within.getNorth() - within.getSouth() > 4 ? null : `/api/stations/in?bbox=${within.toBBoxString()}&datum=${datum.value}&open=any`;
}

function pin(place, many) {
    // No button of its own: pins stand too close for fingers. A tap beside one means it; a keyboard has the box of points, which takes names.
    const marker = L.marker([place.lat, place.lon], { icon: L.divIcon({ className: 'pin open', iconSize: [22, 22] }), interactive: false, keyboard: false });
    return many <= most() ? marker.bindTooltip(text(place.name), { permanent: true, direction: 'right', offset: [10, 0] }) : marker;
}

/** The station that a tap means: the nearest within a finger's breadth. */
function stationNear(map, places, tapped) {
    const finger = 24;
    const far = place => map.latLngToContainerPoint([place.lat, place.lon]).distanceTo(tapped.containerPoint);
    const [nearest] = places.filter(place => far(place) < finger).sort((a, b) => far(a) - far(b));
    return nearest && L.latLng(nearest.lat, nearest.lon);
}

function show() {
    document.getElementById('surface').hidden = false;
    const [south, west, north, east] = box.dataset.box.split(',').map(Number);
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', box.dataset.label);
    const map = L.map(box, { minZoom: 8, maxZoom: 18, doubleClickZoom: false });
    map.attributionControl.setPrefix(false);
    if (box.dataset.tiles) {
        map.attributionControl.addAttribution(`${text(box.dataset.credit)} ${text(box.dataset.approval)}`);
        L.tileLayer(box.dataset.tiles, { minZoom: 8, maxZoom: 18 }).addTo(map);
    }
    map.fitBounds([[south, west], [north, east]], { maxZoom: 16 });
    const way = L.polyline([], { color: '#b83c0a', weight: 5, interactive: false }).addTo(map);
    const ends = L.layerGroup().addTo(map);
    const draw = () => {
        const drawn = typed();
        way.setLatLngs(drawn);
        ends.clearLayers();
        for (const at of drawn) ends.addLayer(L.circleMarker(at, { radius: 4, color: '#b83c0a', fillColor: '#fff', fillOpacity: 1, interactive: false }));
        tell(drawn);
    };
    const { fill, inView } = keepPins(map, addressIn, pin);
    map.on('click', tapped => add(stationNear(map, inView(), tapped) ?? tapped.latlng));
    points.addEventListener('input', draw);
    document.getElementById('undo').addEventListener('click', () => write(points.value.split('\n').filter(line => line.trim()).slice(0, -1)));
    document.getElementById('clear').addEventListener('click', () => write([]));
    datum.addEventListener('change', fill);
    draw();
}

if (box && window.L) show();
