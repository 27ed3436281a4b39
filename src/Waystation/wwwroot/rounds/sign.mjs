// Whoever was met writes their name with a finger. It is kept as a small picture beside the draft and sent as a part of its own.
import * as store from './store.mjs';

const quality = .8;
const words = document.getElementById('words').dataset;

export async function sign(form, draft, newId, say) {
    const box = form.querySelector('.sign');
    const [pad, again] = [box.querySelector('canvas'), box.querySelector('button')];
    const pen = pad.getContext('2d');
    let last = null;
    // One after the other: a name has many strokes, and two that are kept at once would leave two pictures.
    let kept = Promise.resolve();
    const inTurn = act => { kept = kept.then(act).catch(() => say(words.full)); };

    const wipe = () => {
        // A JPEG knows no see-through paper.
        [pen.fillStyle, pen.strokeStyle, pen.lineWidth, pen.lineCap] = ['#fff', '#14222c', 5, 'round'];
        pen.fillRect(0, 0, pad.width, pad.height);
        again.disabled = true;
    };
    const forget = async () => {
        for (const part of await store.parts(draft)) if (part.isSignature) await store.drop('pictures', part.key);
    };
    // Each stroke makes another picture, and so another id: what was delivered under the last one stays what it was.
    const keep = () => inTurn(async () => {
        const blob = await new Promise(done => pad.toBlob(done, 'image/jpeg', quality));
        await forget();
        try {
            await store.put('pictures', { key: newId(), draft, blob, isSignature: true, takenAt: new Date().toISOString() });
        } catch {
            wipe();
            say(words.full);
        }
    });
    const lift = () => {
        if (last) keep();
        last = null;
    };
    const at = event => {
        const { left, top, width, height } = pad.getBoundingClientRect();
        return [(event.clientX - left) * pad.width / width, (event.clientY - top) * pad.height / height];
    };
    const draw = event => {
        if (!last) return;
        const here = at(event);
        pen.beginPath();
        pen.moveTo(...last);
        pen.lineTo(...here);
        pen.stroke();
        last = here;
        again.disabled = false;
    };
    pad.addEventListener('pointerdown', event => {
        event.preventDefault();
        pad.setPointerCapture(event.pointerId);
        last = at(event);
        draw(event);
    });
    pad.addEventListener('pointermove', draw);
    pad.addEventListener('pointerup', lift);
    pad.addEventListener('pointercancel', lift);
    again.addEventListener('click', () => { wipe(); inTurn(forget); });

    const show = () => { box.hidden = form.elements.agreed.value !== 'agreed'; };
    for (const choice of form.elements.agreed) choice.addEventListener('change', show);
    show();
    wipe();
    const before = await store.signatureOf(draft);
    if (before) {
        pen.drawImage(await createImageBitmap(before.blob), 0, 0);
        again.disabled = false;
    }

    return { settled: () => kept };
}
