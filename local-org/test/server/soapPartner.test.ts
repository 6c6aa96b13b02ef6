/** The partner API as tools speak it. */
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { TestServer } from './server.ts';

let server: TestServer;
before(async () => {
    server = await TestServer.start({});
});
after(() => server.stop());

async function soap(
    inner: string,
    { version = '67.0', token = server.admin, header = '', api = 'u' } = {}
): Promise<{ status: number; text: string }> {
    const response = await fetch(`${server.url}/services/Soap/${api}/${version}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', SOAPAction: '""' },
        body:
            '<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com">' +
            `<soapenv:Header><urn:SessionHeader><urn:sessionId>${token}</urn:sessionId></urn:SessionHeader>${header}</soapenv:Header>` +
            `<soapenv:Body>${inner}</soapenv:Body></soapenv:Envelope>`
    });
    return { status: response.status, text: await response.text() };
}

const fault = ({ status, text }: { status: number; text: string }): string => {
    assert.equal(status, 500, text);
    return /<faultstring>(.*)<\/faultstring>/.exec(text)![1];
};

test('says who one is and what time it is', async () => {
    const { text } = await soap('<urn:getUserInfo/>');
    assert.match(text, /<getUserInfoResponse><result><organizationId>00D\w{15}<\/organizationId>/);
    assert.match(text, /<userId>005\w{15}<\/userId>/);
    assert.match((await soap('<urn:getServerTimestamp/>')).text, /<timestamp>\d{4}-\d\d-\d\dT[\d:.]+Z<\/timestamp>/);
});

test('creates, reads, changes and deletes records', async () => {
    const created = await soap(
        '<urn:create><urn:sObjects><type>Account</type><Name>A &amp; B</Name><NumberOfEmployees>7</NumberOfEmployees></urn:sObjects>' +
            '<urn:sObjects><type>Account</type></urn:sObjects></urn:create>'
    );
    const id = /<id>(001\w{15})<\/id><success>true<\/success>/.exec(created.text)![1];
    assert.match(created.text, /<statusCode>REQUIRED_FIELD_MISSING<\/statusCode><\/errors><id xsi:nil="true"\/><success>false<\/success>/);
    const { text } = await soap(
        `<urn:query><urn:queryString>SELECT Name, NumberOfEmployees, Industry, Owner.Name FROM Account</urn:queryString></urn:query>`
    );
    assert.match(text, /<done>true<\/done>.*<sf:type>Account<\/sf:type>/);
    assert.match(
        text,
        /<sf:Name>A &amp; B<\/sf:Name><sf:NumberOfEmployees>7<\/sf:NumberOfEmployees><sf:Industry xsi:nil="true"\/><sf:Owner /
    );
    assert.match(text, /<size>1<\/size>/);
    const change = `<type>Account</type><fieldsToNull>NumberOfEmployees</fieldsToNull><Id>${id}</Id><Name>C</Name>`;
    assert.match((await soap(`<urn:update><urn:sObjects>${change}</urn:sObjects></urn:update>`)).text, /<success>true<\/success>/);
    const read = `<urn:fieldList>Id, Name, NumberOfEmployees</urn:fieldList><urn:sObjectType>Account</urn:sObjectType><urn:ids>${id}</urn:ids>`;
    assert.match((await soap(`<urn:retrieve>${read}</urn:retrieve>`)).text, /<sf:Name>C<\/sf:Name><sf:NumberOfEmployees xsi:nil="true"\/>/);
    assert.match((await soap(`<urn:delete><urn:ids>${id}</urn:ids></urn:delete>`)).text, /<success>true<\/success>/);
    assert.deepEqual(await server.rows('SELECT Id FROM Account'), []);
});

test('all or none, and not too many', async () => {
    const good = '<urn:sObjects><type>Account</type><Name>Good</Name></urn:sObjects>';
    const header = '<urn:AllOrNoneHeader><urn:allOrNone>true</urn:allOrNone></urn:AllOrNoneHeader>';
    const { text } = await soap(`<urn:create>${good}<urn:sObjects><type>Account</type></urn:sObjects></urn:create>`, { header });
    assert.equal(text.match(/<success>false<\/success>/g)?.length, 2);
    assert.deepEqual(await server.rows('SELECT Id FROM Account'), []);
    assert.match(fault(await soap(`<urn:create>${good.repeat(201)}</urn:create>`)), /^EXCEEDED_ID_LIMIT: /);
});

test('what is not there, and what is not built', async () => {
    assert.match(fault(await soap('<urn:getUserInfo/>', { token: 'nonsense' })), /^INVALID_SESSION_ID: /);
    const login = '<urn:login><urn:username>a</urn:username><urn:password>b</urn:password></urn:login>';
    assert.equal(fault(await soap(login)), 'UNKNOWN_EXCEPTION: No operation available for request {urn:partner.soap.sforce.com}login');
    assert.match(fault(await soap(login, { version: '64.0' })), /^NOT_IMPLEMENTED: .*login\(\)/);
    assert.match(fault(await soap('<urn:convertLead/>')), /^NOT_IMPLEMENTED: .*SOAP u\/67\.0 convertLead/);
    assert.match(fault(await soap('<urn:dance/>')), /No operation available for request .*dance/);
    assert.match(fault(await soap('<urn:getUserInfo/>', { api: 'c' })), /^NOT_IMPLEMENTED: .*SOAP c\/67\.0 getUserInfo/);
    assert.match(
        fault(await soap('<urn:query><urn:queryString>SELECT Nope FROM Account</urn:queryString></urn:query>')),
        /^INVALID_FIELD: /
    );
    assert.match(fault(await soap('<urn:create><urn:sObjects><type>Nope</type></urn:sObjects></urn:create>')), /^INVALID_TYPE: /);
});

test('a version that is not out yet is not there, neither over SOAP nor over REST', async () => {
    const later = await soap('<urn:getUserInfo/>', { version: '99.0' });
    assert.equal(fault(later), 'UNSUPPORTED_API_VERSION: Invalid Api version specified on URL');
    const { status, json } = await server.call('GET', '/services/data/v99.0/limits');
    assert.deepEqual([status, json], [404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]]);
    assert.equal((await server.call('GET', '/services/data/v51.0/limits')).status, 200);
});
