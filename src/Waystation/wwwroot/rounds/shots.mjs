// Photos of one visit: made small and covered on the phone by the pictures' own tool, kept beside the draft, taken away again by whoever made them.
import { mount } from '/pictures/picture.mjs';
import * as store from './store.mjs';

const words = document.getElementById('words').dataset;

export async function shots(form, draft, newId, say) {
    const [list, add, input] = [form.querySelector('#shots'), form.querySelector('.picture-add'), form.querySelector('[data-picture] input')];
    const tool = mount(form.querySelector('[data-picture]'));
    // A visit without photos is one too.
    input.required = false;
    input.removeAttribute('name');
    input.addEventListener('change', () => { add.hidden = !input.files.length; });
    const button = form.querySelector('#add-shot');
    button.addEventListener('click', async () => {
        // Pressed twice while an old phone packs it, it is one photo all the same.
        button.disabled = true;
        try {
            await addOne();
        } finally {
            button.disabled = false;
        }
    });

    const addOne = async () => {
        const blob = await tool.blob();
        if (!blob) return;
        if ((await store.shotsOf(draft)).length >= Number(words.mostPictures)) return say(words.tooMany);
        const bearing = form.querySelector('#bearing').value;
        try {
            await store.put('pictures', { key: newId(), draft, blob, takenAt: tool.takenAt.toISOString(), ...(bearing ? { bearing } : {}) });
        } catch {
            return say(words.full);
        }
        input.value = '';
        input.dispatchEvent(new Event('change'));
        await show();
    };

    const show = async () => list.replaceChildren(...(await store.shotsOf(draft)).map((shot, i) => {
        const [row, image, away] = ['li', 'img', 'button'].map(name => document.createElement(name));
        image.src = URL.createObjectURL(shot.blob);
        image.alt = words.shot.replace('{n}', i + 1);
        image.width = 120;
        image.addEventListener('load', () => URL.revokeObjectURL(image.src));
        Object.assign(away, { type: 'button', className: 'btn', textContent: words.takeAway });
        away.addEventListener('click', async () => { await store.drop('pictures', shot.key); await show(); });
        row.append(image, away);
        return row;
    }));
    await show();
    return { isForgotten: () => !add.hidden, ids: async () => (await store.shotsOf(draft)).map(shot => shot.key) };
}
