// In an ordinary form: what is sent is the small photo with its covered parts. Without script the form sends what the camera made, and the server cuts it.
import { mount } from './picture.mjs';

for (const root of document.querySelectorAll('form [data-picture]')) {
    const picture = mount(root), form = root.closest('form');
    let isReady = false;
    form.addEventListener('submit', async event => {
        if (isReady || !picture.takenAt) return;
        event.preventDefault();
        const small = new DataTransfer();
        small.items.add(new File([await picture.blob()], 'photo.jpg', { type: 'image/jpeg' }));
        picture.input.files = small.files;
        const takenAt = form.querySelector('[data-taken-at]');
        if (takenAt) takenAt.value = picture.takenAt.toISOString();
        isReady = true;
        form.requestSubmit(event.submitter);
    });
}
