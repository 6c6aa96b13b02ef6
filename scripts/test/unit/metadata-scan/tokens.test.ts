/** Whole tokens and nothing but whole tokens: addresses and Ids in every neighbourhood. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { id18, People, PersonError } from '../../../metadata-scan/people.ts';
import { findAddresses } from '../../../metadata-scan/text/addresses.ts';
import { findIds } from '../../../metadata-scan/text/ids.ts';
import { ANN, JOANN, JOERG, OBRIEN } from './people.ts';

const people = new People([ANN, JOANN, OBRIEN, JOERG]);

function addresses(text: string, escapes = false): string[] {
    return findAddresses(text, people, escapes).map((match) => text.slice(match.start, match.end));
}

function ids(text: string, escapes = false): string[] {
    return findIds(text, people, escapes).map((match) => text.slice(match.start, match.end));
}

describe('addresses', () => {
    const found: [text: string, matched: string][] = [
        ['ann@x.com', 'ann@x.com'],
        ['ANN@X.Com', 'ANN@X.Com'],
        ['Write to ann@x.com.', 'ann@x.com'],
        ['Write to ann@x.com... now', 'ann@x.com'],
        ['(ann@x.com)', 'ann@x.com'],
        ['<ann@x.com>', 'ann@x.com'],
        ['Ann Lee <ann@x.com>, Max', 'ann@x.com'],
        ['mailto:ann@x.com?subject=Hello', 'ann@x.com'],
        ['a,ann@x.com;b', 'ann@x.com'],
        ['user=ann@x.com&x=1', 'ann@x.com'],
        ['https://x.example/u/ann@x.com/edit', 'ann@x.com'],
        ['"ann@x.com"', 'ann@x.com'],
        ["Username = 'ann@x.com'", 'ann@x.com'],
        ["return'ann@x.com';", 'ann@x.com'],
        ["prefix+'ann@x.com'", 'ann@x.com'],
        ["\\'ann@x.com\\'", 'ann@x.com'],
        ['*ann@x.com*', 'ann@x.com'],
        ['- ann@x.com - head of sales', 'ann@x.com'],
        ['-ann@x.com', 'ann@x.com'],
        ['see…ann@x.com', 'ann@x.com'],
        ['see..ann@x.com', 'ann@x.com'],
        ['😀ann@x.com😀', 'ann@x.com'],
        ['メールはann@x.comまで', 'ann@x.com'],
        ['ann@x.com:8080', 'ann@x.com'],
        ['login%3Dann%40x.com%26next', 'ann%40x.com'],
        // Salesforce writes picklist values of record types like this.
        ['ann%40x%2Ecom', 'ann%40x%2Ecom'],
        ['ann&#64;x.com', 'ann&#64;x.com'],
        ['ann&commat;x.com', 'ann&commat;x.com'],
        ['ann\\u0040x.com', 'ann\\u0040x.com'],
        ["sean.o'brien@x.com", "sean.o'brien@x.com"],
        ["'sean.o\\'brien@x.com'", "sean.o\\'brien@x.com"],
        ['sean.o&#39;brien@x.com', 'sean.o&#39;brien@x.com'],
        ['jörg.müller@x.com', 'jörg.müller@x.com'],
        ['JÖRG.MÜLLER@X.COM', 'JÖRG.MÜLLER@X.COM'],
        ['jo\u0308rg.mu\u0308ller@x.com', 'jo\u0308rg.mu\u0308ller@x.com'],
        ['bob@y.com+ann@x.com', 'ann@x.com'],
        ['bob@y.com/ann@x.com', 'ann@x.com'],
        ['joann@x.com', 'joann@x.com'],
        ['ann.lee@mail.example', 'ann.lee@mail.example']
    ];
    for (const [text, matched] of found) {
        it(`is in ${text}`, () => assert.deepEqual(addresses(text), [matched]));
    }

    const others = [
        'suzann@x.com',
        'ann@x.com.au',
        'ann@x.com.sandbox',
        'ann@x.community',
        'ann@x.co',
        'ann@x.comm',
        'ann@x.com-old',
        'ann@x.com_old',
        'ann@x.com_',
        'ann@xx.com',
        'ann@sub.x.com',
        'ann@x-com',
        'ann.x@x.com',
        'x.ann@x.com',
        'x-ann@x.com',
        'x_ann@x.com',
        '_ann@x.com',
        'x+ann@x.com',
        'ann+x@x.com',
        "d'ann@x.com",
        'd’ann@x.com',
        'éann@x.com',
        'e\u0301ann@x.com',
        'ann@x.comé',
        'ann@x.com@y.com',
        'ann@ x.com',
        'ann @x.com',
        '@x.com',
        'ann@',
        'ann.x.com',
        'brien@x.com',
        'rg.müller@x.com',
        'CORP\\tann@x.com',
        'ann@x.com.Then the next sentence',
        'ann%40x.com.au',
        'jo%61ann%40x.com',
        'ann&#64;x.com.au',
        'anna@x.com',
        ''
    ];
    for (const text of others) {
        it(`is not in ${text || 'nothing'}`, () => assert.deepEqual(addresses(text), []));
    }

    it('is found after an escape in code, where n is no letter', () => {
        assert.deepEqual(addresses("'Dear all,\\nann@x.com'", true), ['ann@x.com']);
        assert.deepEqual(addresses('"\\tann@x.com"', true), ['ann@x.com']);
        assert.deepEqual(addresses("'Dear all,\\nann@x.com'", false), []);
    });

    it('finds every one of several', () => {
        assert.deepEqual(addresses('ann@x.com,joann@x.com;suzann@x.com ann@x.com'), ['ann@x.com', 'joann@x.com', 'ann@x.com']);
    });

    it('prefers the longest: an address with a slash belongs to its owner', () => {
        const odd = { ...ANN, id: '0055g00000OdDddAAF', username: 'x/ann@x.com', email: '' };
        const both = new People([ANN, odd]);
        assert.deepEqual(
            findAddresses('x/ann@x.com y/ann@x.com', both, false).map((match) => match.namings.map(({ person }) => person.username)),
            [['x/ann@x.com'], ['ann@x.com']]
        );
    });

    it('names all people of one text, each with what it is to them', () => {
        const [match] = findAddresses('ann@x.com', people, false);
        assert.deepEqual(
            match.namings.map(({ person, forms }) => [person.name, forms]),
            [
                ['Ann Lee', ['username']],
                ['Joann Ray', ['email']]
            ]
        );
    });
});

describe('Ids', () => {
    const fifteen = ANN.id.slice(0, 15);

    it('completes fifteen characters as Salesforce does', () => {
        assert.equal(id18('0055g00000AbCdE'), '0055g00000AbCdEAAV');
        assert.equal(id18('001000000000000'), '001000000000000AAA');
        assert.equal(id18('00D000000000062'), '00D000000000062EAA');
    });

    const found: [text: string, matched: string][] = [
        [fifteen, fifteen],
        [ANN.id, ANN.id],
        [ANN.id.toLowerCase(), ANN.id.toLowerCase()],
        [ANN.id.toUpperCase(), ANN.id.toUpperCase()],
        [`OwnerId = '${fifteen}'`, fifteen],
        [`/${fifteen}`, fifteen],
        [`/lightning/r/User/${ANN.id}/view`, ANN.id],
        [`https://my.example/${fifteen}?noredirect=1`, fifteen],
        [`retURL=%2F${ANN.id}`, ANN.id],
        [`User_${ANN.id}`, ANN.id],
        [`{${fifteen}}`, fifteen],
        [`x@${fifteen}`, fifteen]
    ];
    for (const [text, matched] of found) {
        it(`is in ${text}`, () => assert.deepEqual(ids(text), [matched]));
    }

    const others = [
        fifteen.toLowerCase(),
        fifteen.toUpperCase(),
        fifteen.slice(0, 14),
        `${fifteen}A`,
        `${fifteen}AB`,
        `${fifteen}AAA`,
        `${ANN.id}A`,
        `A${fifteen}`,
        `1${ANN.id}`,
        `${fifteen}@x.com`,
        `Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6/${fifteen}+Zm9vYmFyYmF6Zm9vYmFyYmF6Zm9vYmFyYmF6==`,
        `aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ-${fifteen}_aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ`
    ];
    for (const text of others) {
        it(`is not in ${text}`, () => assert.deepEqual(ids(text), []));
    }

    it('tells apart people whose Ids differ by case alone', () => {
        const joann = JOANN.id.slice(0, 15);
        assert.notEqual(joann, fifteen);
        assert.equal(joann.toLowerCase(), fifteen.toLowerCase());
        assert.deepEqual(
            findIds(`${joann} ${JOANN.id.toLowerCase()}`, people, false).map((match) => match.namings.map(({ person }) => person.name)),
            [['Joann Ray'], ['Joann Ray']]
        );
    });

    it('refuses people who cannot be looked for', () => {
        assert.throws(() => new People([{ ...ANN, id: '0015g00000AbCdEAAV' }]), PersonError);
        assert.throws(() => new People([{ ...ANN, id: '0055g00000AbCdEAAA' }]), /last three characters/);
        assert.throws(() => new People([{ ...ANN, username: 'ann' }]), /no username/);
    });

    it('repairs an 18-character Id that has lost its case', () => {
        assert.equal(new People([{ ...ANN, id: ANN.id.toLowerCase() }]).list[0].id, ANN.id);
    });
});
