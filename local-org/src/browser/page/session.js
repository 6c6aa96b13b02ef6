/** Errors carry the server's own words. */
export async function fetchJson(url, options) {
    const response = await fetch(url, options);
    const body = await response.json();
    if (!response.ok) {
        throw new Error(Array.isArray(body) ? body[0].message : (body.message ?? response.statusText));
    }
    return body;
}

/** Signs in as the given username; null signs in as the org's first administrator. */
export function signIn(username) {
    return fetchJson('/local/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, page: true })
    });
}
