// A photo made small before it leaves the phone, with faces and plates made unrecognisable. What the camera wrote beside it stays behind.
const longest = 1600, wanted = 300_000, step = 12;

/** A photo as a canvas of at most 1600 points, the right way up. Throws where the browser cannot read the file. */
export async function open(file) {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    try {
        await image.decode();
        const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
        return drawn(image, Math.round(image.naturalWidth * scale), Math.round(image.naturalHeight * scale));
    } finally {
        URL.revokeObjectURL(image.src);
    }
}

/** A JPEG of some 300 KB: first less exact, then smaller. */
export async function pack(canvas) {
    for (let smaller = canvas; ; smaller = drawn(smaller, Math.round(smaller.width * .8), Math.round(smaller.height * .8))) {
        for (const quality of [.85, .75, .65, .55]) {
            const blob = await new Promise(done => smaller.toBlob(done, 'image/jpeg', quality));
            if (blob.size <= wanted || smaller.width < 400) return blob;
        }
    }
}

/** Makes a part of a canvas unrecognisable: a few large squares, each the mean of what was there. */
export function hide(canvas, { x, y, width, height }) {
    const across = Math.max(2, Math.min(6, Math.floor(width / 16))), down = Math.max(2, Math.min(6, Math.floor(height / 16)));
    const few = drawn(canvas, across, down, [x, y, width, height]);
    const pen = canvas.getContext('2d');
    pen.imageSmoothingEnabled = false;
    pen.drawImage(few, 0, 0, across, down, x, y, width, height);
    pen.imageSmoothingEnabled = true;
}

function drawn(from, width, height, part) {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.max(1, width), Math.max(1, height)];
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(from, ...(part ?? []), 0, 0, canvas.width, canvas.height);
    return canvas;
}

/** Puts the tool to work that stands in a page (the partial _Picture). `blob()` is the photo as it may be sent, null before one is chosen. */
export function mount(root) {
    const [input, tool, view, trouble] = ['input[type=file]', '.picture-tool', 'canvas', '.picture-trouble'].map(one => root.querySelector(one));
    const state = { photo: null, hidden: [], frame: null, from: null, takenAt: null };

    input.addEventListener('change', async () => {
        [state.photo, state.hidden, state.frame] = [null, [], null];
        [tool.hidden, trouble.hidden] = [true, true];
        const [file] = input.files;
        if (!file) return;
        try {
            state.photo = await open(file);
            state.takenAt = new Date(file.lastModified);
            tool.hidden = false;
            state.frame = middle(state.photo);
            show();
        } catch {
            trouble.hidden = false;
        }
    });

    const show = (withFrame = true) => {
        [view.width, view.height] = [state.photo.width, state.photo.height];
        const pen = view.getContext('2d');
        pen.drawImage(state.photo, 0, 0);
        for (const part of state.hidden) hide(view, part);
        root.querySelector('[data-act=undo]').disabled = state.hidden.length === 0;
        if (!withFrame) return;
        const { x, y, width, height } = state.frame;
        for (const [colour, line] of [['#fff', 8], ['#b83c0a', 4]]) {
            [pen.strokeStyle, pen.lineWidth] = [colour, line];
            pen.strokeRect(x, y, width, height);
        }
    };

    const at = event => {
        const box = view.getBoundingClientRect();
        return [(event.clientX - box.left) * view.width / box.width, (event.clientY - box.top) * view.height / box.height];
    };
    view.addEventListener('pointerdown', event => {
        event.preventDefault();
        view.setPointerCapture(event.pointerId);
        state.from = at(event);
    });
    view.addEventListener('pointermove', event => {
        if (!state.from) return;
        state.frame = within(state.photo, between(state.from, at(event)));
        show();
    });
    view.addEventListener('pointerup', () => {
        if (!state.from) return;
        state.from = null;
        cover();
    });
    view.addEventListener('pointercancel', () => { state.from = null; });

    const cover = () => {
        if (state.frame.width < step || state.frame.height < step) return;
        state.hidden.push(state.frame);
        show();
    };
    const undo = () => {
        state.hidden.pop();
        show();
    };
    view.addEventListener('keydown', event => {
        const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
        if (way) move(way, event.shiftKey);
        else if (event.key === 'Enter' || event.key === ' ') cover();
        else if (event.key === 'Backspace' || event.key === 'Delete') undo();
        else return;
        event.preventDefault();
    });
    const move = ([right, down], grows) => {
        const { x, y, width, height } = state.frame;
        state.frame = within(state.photo, grows ? { x, y, width: width + right, height: height + down } : { x: x + right, y: y + down, width, height });
        show();
    };
    root.querySelector('[data-act=cover]').addEventListener('click', cover);
    root.querySelector('[data-act=undo]').addEventListener('click', undo);

    return {
        input,
        get takenAt() { return state.takenAt; },
        async blob() {
            if (!state.photo) return null;
            show(false);
            const blob = await pack(view);
            show();
            return blob;
        },
    };
}

const middle = ({ width, height }) => ({ x: width * .4, y: height * .4, width: width * .2, height: height * .2 });

const between = ([ax, ay], [bx, by]) => ({ x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx), height: Math.abs(ay - by) });

function within(photo, { x, y, width, height }) {
    const w = Math.max(step, Math.min(width, photo.width)), h = Math.max(step, Math.min(height, photo.height));
    return { x: Math.max(0, Math.min(x, photo.width - w)), y: Math.max(0, Math.min(y, photo.height - h)), width: w, height: h };
}
