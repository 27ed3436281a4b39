// Judges a membership code without asking anybody: the twin of CodeTrust.Judge, held to it by a test.
// trust is what /api/code/keys answers; sm2 gives SM2's verification when a key needs it.
const spaces = /[ \t\r\n\u00a0\u3000]/g;
const grammar = /^HYM1\.[A-Za-z0-9_-]{11}\.[A-Z0-9-]{1,12}\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{12}\.[A-Za-z0-9_-]{16}\.[mr]\.[A-Za-z0-9_-]{2,80}\.[1-9][0-9]{12}\.[1-9][0-9]{12}\.[A-Za-z0-9_-]{86}$/;
const longestText = 600;

/** The fields of a code, or null where the text is none of ours or not as we write it. */
export function read(typed) {
    if (typed.length > longestText) return null;

    const text = typed.replace(spaces, '');
    if (!grammar.test(text)) return null;

    const part = text.split('.');
    const name = nameIn(part[7]);
    const signature = bytes(part[10]);
    if (name === null || signature === null || +part[9] <= +part[8]) return null;
    return {
        installation: part[1], algorithm: part[2], key: part[3], person: part[5], state: part[6] === 'r' ? 'retained' : 'member',
        name, issuedAt: +part[8], expiresAt: +part[9], signature, signed: new TextEncoder().encode(text.slice(0, text.lastIndexOf('.'))),
    };
}

/** {verdict, code}: the code only where its signature held. */
export async function judge(typed, trust, now, sm2) {
    const code = read(typed);
    if (!code) return { verdict: 'unreadable' };
    if (code.installation !== trust.installation) return { verdict: 'foreign' };
    const key = trust.keys.find(k => k.id === code.key);
    if (!key) return { verdict: 'unknown-key' };
    if (key.algorithm !== code.algorithm || !await holds(key, code, sm2)) return { verdict: 'wrong-signature' };

    return { verdict: inTime(code, trust, now), code };
}

function inTime(code, trust, now) {
    const tolerance = trust.toleranceSeconds * 1000;
    if (trust.revoked.some(r => r.person === code.person && code.issuedAt <= r.upTo)) return 'revoked';
    if (now > code.expiresAt + tolerance) return 'expired';
    return now < code.issuedAt - tolerance ? 'not-yet-valid' : 'valid';
}

// By the algorithm of the key, never by what the code says of itself.
async function holds(key, code, sm2) {
    const point = bytes(key.publicKey);
    if (key.algorithm === 'ES256') {
        const imported = await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
        return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, code.signature, code.signed);
    }
    if (key.algorithm === 'SM2-SM3') return (await sm2()).doVerifySignature([...code.signed], hex(code.signature), hex(point));
    return false;
}

/** Only the one spelling that these bytes have; null otherwise. */
function bytes(text) {
    try {
        const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
        const again = btoa(raw).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        return again === text ? Uint8Array.from(raw, c => c.charCodeAt(0)) : null;
    } catch {
        return null;
    }
}

function nameIn(text) {
    try {
        const name = bytes(text);
        return name && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
    } catch {
        return null;
    }
}

const hex = array => Array.from(array, b => b.toString(16).padStart(2, '0')).join('');
