/** Requests that nobody in their senses sends, over all doors: none brings the server down, none is answered with our insides. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { TestServer } from './server.ts';

let server: TestServer;
before(async () => {
    server = await TestServer.start(
        {
            'classes/Door.cls':
                "@RestResource(urlMapping='/door/*') global class Door { @HttpPost global static String post(List<String> names) { return names[0]; } " +
                "@HttpGet global static String get() { return RestContext.request.params.get('x').trim(); } }"
        },
        { devHub: { activeScratchOrgs: 0, dailyScratchOrgs: 0 } }
    );
});
after(() => server.stop());

/** A sequence that looks random and is always the same. */
function sequence(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
        return Math.floor((state / 0x8000_0000) * below);
    };
}

const next = sequence(20_261_122);
const pick = <T>(list: readonly T[]): T => list[next(list.length)];

const NASTY = [
    '',
    '..',
    '%2e%2e',
    '%00',
    '%ff',
    '%F0%9F%98%80',
    "'",
    '%22%3E%3Cscript%3E',
    '__proto__',
    'constructor',
    '-1',
    '001000000000001AAA',
    '750000000000001',
    'a'.repeat(300),
    'Account',
    'User',
    'describe'
];

const D = '/services/data/v67.0';
const DOORS = [
    `${D}/?`,
    `${D}/query?q=?`,
    `${D}/query/?`,
    `${D}/queryAll?q=SELECT+?+FROM+?`,
    `${D}/search?q=?`,
    `${D}/parameterizedSearch?q=?`,
    `${D}/sobjects/?`,
    `${D}/sobjects/?/?`,
    `${D}/sobjects/?/?/?`,
    `${D}/sobjects/?/describe`,
    `${D}/sobjects/Account/Name/?`,
    `${D}/composite`,
    `${D}/composite/batch`,
    `${D}/composite/graph`,
    `${D}/composite/tree/?`,
    `${D}/composite/sobjects`,
    `${D}/composite/sobjects?ids=?`,
    `${D}/limits/recordCount?sObjects=?`,
    `${D}/jobs/ingest`,
    `${D}/jobs/ingest/?`,
    `${D}/jobs/ingest/?/batches`,
    `${D}/jobs/ingest/?/successfulResults`,
    `${D}/jobs/query`,
    `${D}/jobs/query/?/results?locator=?&maxRecords=?`,
    `${D}/actions/custom/apex/?`,
    `${D}/actions/standard/?`,
    `${D}/process/approvals`,
    `${D}/tooling/query?q=?`,
    `${D}/tooling/executeAnonymous?anonymousBody=?`,
    `${D}/tooling/runTestsSynchronous`,
    `${D}/tooling/sobjects/?/?`,
    `${D}/metadata/deployRequest`,
    `${D}/metadata/deployRequest/?`,
    '/services/apexrest/door/?',
    '/services/apexrest/?',
    '/services/Soap/s/67.0',
    '/services/Soap/u/67.0/?',
    '/services/Soap/m/67.0',
    '/services/Soap/?/?',
    '/services/scim/v1/Users',
    '/services/scim/v2/Users/?',
    '/services/oauth2/token',
    '/services/oauth2/token?grant_type=?',
    '/services/oauth2/revoke?token=?',
    '/services/oauth2/userinfo',
    '/services/oauth2/singleaccess?redirect_uri=?',
    '/secur/frontdoor.jsp?otp=?&retURL=?',
    '/secur/frontdoor.jsp?sid=?',
    '/id/?/?',
    '/local/login',
    '/local/expire',
    '/local/apex/?/?',
    '/local/record/?/?',
    '/?/?',
    '/vendor/?/?'
];

const VALUES = [
    null,
    '',
    0,
    -1,
    1e300,
    true,
    'x',
    '😀',
    "'; DROP TABLE Account --",
    [],
    {},
    [[]],
    { Id: null },
    [null],
    { attributes: { type: 7 } }
];
const KEYS = [
    ...[
        'records',
        'allOrNone',
        'compositeRequest',
        'batchRequests',
        'graphs',
        'method',
        'url',
        'referenceId',
        'body',
        'attributes',
        'type',
        'Id'
    ],
    ...[
        'Name',
        'object',
        'operation',
        'query',
        'inputs',
        'requests',
        'tests',
        'classNames',
        'username',
        'userName',
        'emails',
        'entitlements'
    ],
    ...[
        'active',
        'status',
        'Operations',
        'names',
        'state',
        'contentType',
        'lineEnding',
        'columnDelimiter',
        '__proto__',
        'toString',
        'length'
    ]
];

function value(depth: number): unknown {
    const kind = next(depth > 3 ? 1 : 3);
    if (kind === 0) {
        return pick(VALUES);
    }
    const children = Array.from({ length: next(4) }, () => value(depth + 1));
    return kind === 1 ? children : Object.fromEntries(children.map((child) => [pick(KEYS), child]));
}

const bytes = (): Uint8Array => Uint8Array.from({ length: next(400) }, () => next(256));
const envelope = (inner: string): string =>
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${server.admin}</sessionId></SessionHeader></e:Header>` +
    `<e:Body>${inner}</e:Body></e:Envelope>`;

const BODIES: (() => string | Uint8Array)[] = [
    () => JSON.stringify(value(0)),
    () => JSON.stringify({ [pick(KEYS)]: value(0), [pick(KEYS)]: value(1) }),
    () => JSON.stringify(value(0)).slice(0, next(40)),
    () => '['.repeat(2_000),
    () => '{"a":'.repeat(2_000),
    bytes,
    () => 'Id,Name\n"unclosed',
    () => '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nPK\u0003\u0004broken\r\n',
    () =>
        `grant_type=${pick(['refresh_token', 'authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'password'])}&code=${pick(NASTY)}&assertion=a.b.c`,
    () =>
        envelope(`<${pick(['executeAnonymous', 'deploy', 'retrieve', 'checkDeployStatus', 'setPassword', 'listMetadata', 'nonsense'])}/>`),
    () => envelope(`<deploy><ZipFile>${pick(['', '!!!', 'UEsDBA==', 'AAAA'])}</ZipFile><DeployOptions><x/></DeployOptions></deploy>`),
    () => envelope('<executeAnonymous><apexcode>&#0;&#x110000;&nope;&lt;</apexcode></executeAnonymous>'),
    () => `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'<!ENTITY b "&a;&a;&a;&a;&a;">'.repeat(20)}]>${envelope('<x>&b;</x>')}`,
    () => `<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">${envelope('<executeAnonymous/>')}`,
    () => `${envelope('<a>'.repeat(500))}`
];

const TYPES = [
    'application/json',
    'text/xml',
    'text/csv',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    '',
    'x/y; charset=nothing'
];

const METHODS = ['GET', 'POST', 'POST', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND'];

const BLANK = /(?<=[/=+])\?|\?(?=$)/g;
const ID = '001000000000001AAA';

/** As somebody in their senses would ask: an object, then a record. */
function plain(door: string): string {
    let blanks = 0;
    return door.replace(BLANK, () => (blanks++ === 0 && !/jobs|metadata|Users|\/id/.test(door) ? 'Account' : ID));
}

const filled = (door: string): string => (next(3) === 0 ? plain(door) : door.replace(BLANK, () => pick(NASTY)));

/** What the doors have handles for, so that most requests get past the first step. */
const allowed = new Map<string, string[]>();

async function learn(): Promise<void> {
    for (const door of DOORS) {
        const response = await fetch(server.url + plain(door), { method: 'PROPFIND' });
        const [, methods] = /Allowed are ([A-Z,]+)/.exec(await response.text()) ?? [];
        allowed.set(door, methods?.split(',') ?? METHODS);
    }
}

interface Asked {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: string | Uint8Array | undefined;
}

function ask(): Asked {
    const door = pick(DOORS);
    const method = pick(next(8) === 0 ? METHODS : allowed.get(door)!);
    const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(method);
    return {
        method,
        path: filled(door),
        headers: {
            authorization: pick([
                `Bearer ${server.admin}`,
                `Bearer ${server.admin}`,
                `Bearer ${server.admin}`,
                'Bearer x',
                'Basic eDp5',
                ''
            ]),
            'content-type': pick(TYPES),
            ...(next(5) === 0 && { cookie: `sid=${pick(['%', '%00', '00DLo0000000000!x', encodeURIComponent(server.admin)])}` }),
            ...(next(5) === 0 && { accept: pick(['text/csv', '*/*', 'nothing']) })
        },
        body: hasBody ? pick(BODIES)() : undefined
    };
}

/** Paths of this machine and frames of our stack. */
const INSIDES = /file:\/\/|node:internal|node_modules|\.ts:\d+|\n\s+at .+:\d+:\d+|root:x:0/;

test('five hundred nonsensical requests: answered, and without our insides', async () => {
    await learn();
    const defects: string[] = [];
    for (let round = 0; round < 500; round++) {
        const { method, path, headers, body } = ask();
        const response = await fetch(server.url + path, { method, headers, body: body as BodyInit | undefined, redirect: 'manual' });
        const text = await response.text();
        const isSoap = path.startsWith('/services/Soap') && response.status === 500;
        // An Aura action's exception comes with 500, too.
        const isException = isSoap || text.startsWith('{"exceptionType"');
        const isDefect = response.status === 500 && (!isException || /TypeError|RangeError|Cannot read|is not a function/.test(text));
        if (isDefect || INSIDES.test(text)) {
            const sent = typeof body === 'string' ? body.slice(0, 300) : String(body?.byteLength);
            defects.push(`${method} ${path} ${headers['content-type']} ${sent}\n    → ${response.status} ${text.slice(0, 300)}`);
        }
    }
    assert.deepEqual(defects, []);
    assert.equal((await server.query('SELECT Id FROM User')).status, 200, 'the server goes on');
});
