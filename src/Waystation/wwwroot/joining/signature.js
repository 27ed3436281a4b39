// A signature drawn with finger or pen, kept as the lines of an SVG path. Without script it is signed on paper.
const pad = document.getElementById('pad');
const kept = document.getElementById('Signature');

if (pad && pad.getContext) {
    const pen = pad.getContext('2d');
    let drawing = false;
    document.getElementById('screen').hidden = false;
    pen.lineWidth = 3;
    pen.lineCap = 'round';

    const at = event => {
        const box = pad.getBoundingClientRect();
        const inside = (value, most) => Math.max(0, Math.min(most - 1, Math.round(value)));
        return [inside((event.clientX - box.left) * pad.width / box.width, pad.width), inside((event.clientY - box.top) * pad.height / box.height, pad.height)];
    };
    const line = event => {
        const [x, y] = at(event);
        pen.lineTo(x, y);
        pen.stroke();
        kept.value += `L${x} ${y}`;
    };

    pad.addEventListener('pointerdown', event => {
        event.preventDefault();
        const [x, y] = at(event);
        drawing = true;
        pad.setPointerCapture(event.pointerId);
        pen.beginPath();
        pen.moveTo(x, y);
        kept.value += `M${x} ${y}`;
        line(event);
    });
    pad.addEventListener('pointermove', event => { if (drawing && kept.value.length < 19000) line(event); });
    for (const end of ['pointerup', 'pointercancel']) pad.addEventListener(end, () => { drawing = false; });
    document.getElementById('clear').addEventListener('click', () => {
        kept.value = '';
        pen.clearRect(0, 0, pad.width, pad.height);
    });
}
