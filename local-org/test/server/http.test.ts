/** What a server must survive: paths that climb, hosts that are not ours, bodies that are too large or no JSON, methods that are not there. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import test, { after, before } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { call } from './serving.ts';
import { errorOf, TestServer } from './server.ts';

let server: TestServer;
before(async () => {
    server = await TestServer.start({});
});
after(() => server.stop());

interface Raw {
    status: number;
    body: string;
}

/** As written, without the tidying that fetch does. */
function raw(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Raw> {
    return new Promise((resolve, reject) => {
        const outgoing = request(
            { port: Number(new URL(server.url).port), host: '127.0.0.1', path, method: options.method ?? 'GET', headers: options.headers },
            (response) => {
                let body = '';
                response.setEncoding('utf8').on('data', (text: string) => (body += text));
                response.on('end', () => resolve({ status: response.statusCode!, body }));
            }
        );
        outgoing.on('error', reject);
        outgoing.end(options.body);
    });
}

const alive = async (): Promise<void> => assert.equal((await server.call('GET', '/local/me')).status, 200, 'The server goes on');

test('only hosts of this machine are answered', async () => {
    const { port } = new URL(server.url);
    for (const host of ['evil.example', `evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example']) {
        const answer = await raw('/services/data', { headers: { host } });
        assert.equal(answer.status, 403, host);
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'localhost', `[::1]:${port}`, 'LOCALHOST']) {
        assert.equal((await raw('/services/data', { headers: { host } })).status, 200, host);
    }
});

test('no path leads out, and none brings the server down', async () => {
    const paths = [
        '/vendor/../../package.json',
        '/vendor/%2e%2e/%2e%2e/package.json',
        '/vendor/..%2f..%2fpackage.json',
        '/page/..\\..\\package.json',
        '//etc/passwd',
        '/%00',
        '/vendor/%00.js',
        '/%',
        '/%ff',
        '/services/data/v67.0/sobjects/../../../local/people/%2e',
        'http://[',
        '/local/apex/../../x',
        `/${'a'.repeat(5_000)}`,
        '/?q=%',
        '*'
    ];
    for (const path of paths) {
        const { status, body } = await raw(path, { headers: { authorization: `Bearer ${server.admin}` } });
        assert.ok(status >= 400 && status < 500, `${path}: ${status} ${body}`);
        assert.doesNotMatch(body, /"name"|root:/, path);
    }
    await alive();
});

test('a body that is no JSON, or of the wrong shape, is refused', async () => {
    const bodies = ['', '{', 'null', '[]', '"text"', '7', '{"records":', '\u0000', '<xml/>'];
    const doors: [string, string][] = [
        ['POST', '/local/login'],
        ['POST', '/services/data/v67.0/sobjects/Account'],
        ['POST', '/services/data/v67.0/composite/sobjects'],
        ['POST', '/local/apex/Nothing/nothing']
    ];
    for (const [method, path] of doors) {
        for (const body of bodies) {
            const answer = await call(server.url, method, path, { token: server.admin, body });
            assert.equal(answer.status, 400, `${path} ${body}: ${JSON.stringify(answer.json)}`);
            assert.match(errorOf(answer).errorCode, /^(JSON_PARSER_ERROR|MISSING_ARGUMENT)$/);
        }
    }
    await alive();
});

test('a body that is too large is refused, announced or not', async () => {
    /** The answer to a request whose body never ends; null where the server hung up before the answer could be read. */
    const refusal = (headers: Record<string, string>, streams: boolean): Promise<number | null> =>
        new Promise((resolve) => {
            const outgoing = request(`${server.url}/local/login`, { method: 'POST', headers }, (response) => {
                response.resume();
                resolve(response.statusCode!);
                outgoing.destroy();
            });
            outgoing.on('error', () => resolve(null)).flushHeaders();
            const chunk = Buffer.alloc(1024 * 1024, 32);
            const more = (): void => void outgoing.write(chunk, (error) => (error ? undefined : more()));
            if (streams) {
                more();
            }
        });
    assert.equal(await refusal({ 'content-length': String(51 * 1024 * 1024) }, false), 413);
    assert.ok([413, null].includes(await refusal({ 'transfer-encoding': 'chunked' }, true)));
    await alive();
});

test('a packed body is unpacked, but not a bomb', async () => {
    const post = async (body: Uint8Array, encoding: string): Promise<number> =>
        (await fetch(`${server.url}/local/login`, { method: 'POST', headers: { 'content-encoding': encoding }, body: body as BodyInit }))
            .status;
    const login = Buffer.from('{"username":null}');
    assert.deepEqual(
        [
            await post(gzipSync(login), 'gzip'),
            await post(deflateSync(login), 'deflate'),
            await post(login, 'gzip'),
            await post(login, 'br')
        ],
        [200, 200, 400, 415]
    );
    assert.equal(await post(gzipSync(Buffer.alloc(60 * 1024 * 1024)), 'gzip'), 413);
});

test('pages of other sites are not answered', async () => {
    const body = '{"username":null}';
    for (const [origin, status] of [
        ['http://evil.example', 403],
        ['null', 403],
        [server.url, 200],
        ['http://localhost:1', 200]
    ] as const) {
        assert.equal((await call(server.url, 'POST', '/local/login', { headers: { origin }, body })).status, status, origin);
    }
});

test('a request that is cut off, or never comes to its end, disturbs nobody', async () => {
    const port = Number(new URL(server.url).port);
    const head = `POST /local/login HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000\r\n\r\n{"user`;
    const unfinished = ['GET /services/data HT', `GET /services/data HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-`, head];
    const sockets = await Promise.all(
        unfinished.map(
            (text) =>
                new Promise<Socket>((resolve) => {
                    const socket = connect(port, '127.0.0.1', () => socket.write(text, () => resolve(socket)));
                    socket.on('error', () => undefined).resume();
                })
        )
    );
    await alive();
    sockets.forEach((socket) => socket.destroy());
    await alive();
});

test('headers and addresses that are too long are refused', async () => {
    assert.equal((await raw(`/${'a'.repeat(20_000)}`)).status, 431);
    assert.equal((await raw('/services/data', { headers: { 'x-long': 'a'.repeat(20_000) } })).status, 431);
    await alive();
});

test('what is nested too deeply is refused, whatever reads it', async () => {
    const depth = 50_000;
    const json = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    for (const path of ['/services/data/v67.0/sobjects/Account', '/services/data/v67.0/composite', '/services/scim/v2/Users']) {
        const answer = await call(server.url, 'POST', path, { token: server.admin, body: json });
        assert.deepEqual([answer.status, errorOf(answer).errorCode], [400, 'JSON_PARSER_ERROR'], path);
    }
    const xml = `<E:Envelope xmlns:E="x"><E:Body>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</E:Body></E:Envelope>`;
    for (const api of ['s', 'u', 'm']) {
        const response = await fetch(`${server.url}/services/Soap/${api}/67.0`, { method: 'POST', body: xml });
        assert.match(await response.text(), /<faultcode>sf:UNKNOWN_EXCEPTION<\/faultcode>/);
    }
    const soql = `SELECT Id FROM Account WHERE ${'(NOT '.repeat(1_000)}Name = 'x'${')'.repeat(1_000)}`;
    const answer = await server.query(soql);
    assert.deepEqual([answer.status, errorOf(answer).errorCode], [400, 'QUERY_TOO_COMPLICATED']);
});

test('documents that define entities are refused unread', async () => {
    const bombs = [
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, level) => `<!ENTITY b${level} "&${level ? `b${level - 1}` : 'a'};&a;">`).join('')}]>`,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    ];
    for (const bomb of bombs) {
        for (const api of ['s', 'u', 'm']) {
            const body = `<?xml version="1.0"?>${bomb}<E:Envelope xmlns:E="x"><E:Body><executeAnonymous>&b8;&file;</executeAnonymous></E:Body></E:Envelope>`;
            const text = await (await fetch(`${server.url}/services/Soap/${api}/67.0`, { method: 'POST', body })).text();
            assert.match(text, /<faultcode>sf:UNKNOWN_EXCEPTION<\/faultcode>/);
            assert.doesNotMatch(text, /aaaaaaaaaa|root:/);
        }
    }
});

test('other names of the machine are answered when they are told', async () => {
    const told = await TestServer.start({}, { allowedHosts: ['My.Box'] });
    try {
        const status = (host: string): Promise<number> =>
            new Promise((resolve) =>
                request(`${told.url}/services/data`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode!)).end()
            );
        assert.deepEqual([await status('my.box:8080'), await status('evil.box')], [200, 403]);
    } finally {
        await told.stop();
    }
});

test('a method that a resource does not have is refused by name, an unknown resource is not found', async () => {
    const wrongMethod = await server.call('PUT', '/services/data/v67.0/sobjects/Account', {});
    assert.deepEqual([wrongMethod.status, errorOf(wrongMethod).errorCode], [405, 'METHOD_NOT_ALLOWED']);
    assert.match(errorOf(wrongMethod).message, /'PUT' not allowed\. Allowed are GET,POST/);
    const nowhere = await server.call('GET', '/services/data/v67.0/nothing');
    assert.deepEqual([nowhere.status, errorOf(nowhere).errorCode], [404, 'NOT_FOUND']);
});

test('bytes that are no HTTP do not disturb the others', async () => {
    await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.end('\u0016\u0003\u0001 no http\r\n\r\n'));
        socket
            .on('close', () => resolve())
            .on('error', () => undefined)
            .resume();
    });
    await alive();
});

/** A sequence that looks random and is always the same. */
function sequence(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
        return state % below;
    };
}

test('whatever is asked for, the answer is JSON and no defect of ours', async () => {
    const next = sequence(20_261_121);
    const pick = <T>(list: readonly T[]): T => list[next(list.length)];
    const parts = [
        'sobjects',
        'Account',
        'query',
        'composite',
        'v67.0',
        'describe',
        '001000000000001AAA',
        'tooling',
        '..',
        '%20',
        '%F0%9F%98%80',
        "'",
        'User',
        ''
    ];
    const values = [
        null,
        '',
        0,
        -1,
        1e400,
        true,
        'x',
        '😀',
        "'; DROP TABLE Account --",
        [],
        {},
        [[]],
        { Id: null },
        { attributes: null },
        { attributes: { type: 7 } }
    ];
    const soqlParts = [
        'SELECT',
        'Id',
        'FROM',
        'Account',
        'WHERE',
        'Name',
        '=',
        "'x'",
        '(',
        ')',
        ',',
        'LIMIT',
        '1',
        'ORDER BY',
        'COUNT()',
        'Owner.Name',
        '>',
        'IN',
        'NULL',
        'AND',
        'LIKE',
        'GROUP BY'
    ];
    for (let round = 0; round < 400; round++) {
        const kind = next(4);
        const soql = Array.from({ length: 1 + next(9) }, () => pick(soqlParts)).join(' ');
        const answer =
            kind === 0
                ? await server.query(next(2) ? `SELECT Id FROM Account ${soql}` : soql)
                : kind === 1
                  ? await server.api(
                        pick(['GET', 'POST', 'PATCH', 'DELETE', 'PUT']),
                        `/${Array.from({ length: next(5) }, () => pick(parts)).join('/')}`
                    )
                  : kind === 2
                    ? await server.api('POST', `/sobjects/${pick(['Account', 'Contact', 'User', 'Group', 'Task', 'UserLogin'])}`, {
                          [pick([
                              'Name',
                              'LastName',
                              'OwnerId',
                              'Id',
                              'WhoId',
                              'attributes',
                              '__proto__',
                              'constructor',
                              'CreatedDate',
                              'Email'
                          ])]: pick(values)
                      })
                    : await server.api(pick(['POST', 'PATCH']), '/composite/sobjects', {
                          allOrNone: pick(values),
                          records: pick([values, [], [{ attributes: { type: 'Account' }, Name: pick(values), Id: pick(values) }]])
                      });
        if (answer.status >= 500) {
            assert.equal(errorOf(answer).errorCode, 'NOT_IMPLEMENTED', `kind ${kind}, ${soql}: ${JSON.stringify(answer.json)}`);
        }
    }
    await alive();
});
