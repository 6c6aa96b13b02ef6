/** In a company, an org is reached through a proxy; the local org never is. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { useProxyOfEnvironment } from '../../../org/connection/proxy.ts';
import { OrgConnection } from '../../../org/OrgConnection.ts';
import { FakeServer } from '../support/FakeServer.ts';
import { TestClock } from '../support/TestClock.ts';

let org: FakeServer;
const tunnels: string[] = [];
/** Leads every name to the org of this test. */
const proxy = createServer((request, response) => {
    tunnels.push(request.url!);
    response.end('{"through":"proxy"}');
});

before(async () => {
    org = await FakeServer.start(() => ({ json: { through: 'tunnel' } }));
    proxy.on('connect', (request, socket: Socket) => {
        tunnels.push(request.url!);
        const there = connect(org.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
        there.pipe(socket).pipe(there);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    useProxyOfEnvironment({ HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
});

after(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await org.stop();
});

function at(url: string): OrgConnection {
    const session = { url, token: 't' };
    const login = {
        ...{ target: 'org', username: null },
        ...{ session: async () => session, renew: async () => session, relocate: async () => session }
    };
    return new OrgConnection(login, { clock: new TestClock(), rules: { attempts: 1, timeoutMilliseconds: 30_000 } });
}

test('requests go through the proxy that the environment names, but not to this machine', async () => {
    await at('http://company.my.salesforce.example').request('GET', '/services/data');
    assert.equal(tunnels.length, 1);
    assert.match(tunnels[0], /company\.my\.salesforce\.example/);
    assert.deepEqual(await at(org.url).request('GET', '/services/data'), { through: 'tunnel' });
    assert.equal(tunnels.length, 1);
});
