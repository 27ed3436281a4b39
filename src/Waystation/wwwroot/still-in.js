// A form that stood open for long may outlive its session: it asks first, and nothing that was typed is lost.
(() => {
    const own = document.currentScript.dataset;
    // A colleague's session ends after an hour in which nothing was asked for.
    const sure = 40 * 60_000;
    const proof = '[name=__RequestVerificationToken]';
    let known = Date.now();

    document.addEventListener('submit', async event => {
        const { target: form, submitter } = event;
        // A form that another script sends sees to itself, and whoever leaves needs no session.
        if (event.defaultPrevented || 'leaves' in form.dataset || form.method !== 'post' || !form.querySelector(proof) || Date.now() - known < sure) return;

        event.preventDefault();
        const trouble = await ask();
        document.getElementById('still-in')?.remove();
        if (trouble) {
            tell(form, submitter, trouble);
            return;
        }

        known = Date.now();
        form.requestSubmit(submitter);
    });

    /** What stands in the way, if anything. A new session wants new proofs, and only the same person in the same post is given them. */
    async function ask() {
        try {
            const answer = await fetch('/sessions', { cache: 'no-store' });
            const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
            const who = page.querySelector('script[data-who]')?.dataset.who;
            if (who !== own.who) return who ? 'other' : answer.ok ? 'ended' : 'away';

            const { value } = page.querySelector(proof);
            for (const old of document.querySelectorAll(proof)) old.value = value;
            return null;
        } catch {
            return 'away';
        }
    }

    function tell(form, submitter, trouble) {
        const said = Object.assign(document.createElement('p'), { id: 'still-in', className: 'refusal', textContent: own[trouble] });
        said.setAttribute('role', 'alert');
        if (trouble === 'ended') said.append(' ', Object.assign(document.createElement('a'), { href: location.pathname, target: '_blank', textContent: own.enter }));
        if (submitter) submitter.before(said);
        else form.append(said);
        said.scrollIntoView({ block: 'nearest' });
    }
})();
