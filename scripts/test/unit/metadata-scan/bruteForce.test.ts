/** Two ways to one answer: the scan against a search, person by person, over made-up files with similar names. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Person } from '../../../metadata-scan/index.ts';
import { id18 } from '../../../metadata-scan/people.ts';
import type { Files } from './folder.ts';
import { hitsOf, metadata, scan } from './folder.ts';

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}

const LOCALS = ['ann', 'joann', 'ann.lee', 'lee', 'a', 'ann-lee', 'ann+x', 'x'];
const DOMAINS = ['x.com', 'x.com.au', 'x.com.sandbox', 'xx.com', 'x.co', 'sub.x.com'];
const BETWEEN = [' ', ', ', ';', '"', '(', ') ', '<br/> ', ': ', '/', '=', '\n', ' - ', '. '];
const ALPHABET = 'ABab01';

function made(): { people: Person[]; files: Files; texts: Map<string, string> } {
    const next = numbers(20261121);
    const pick = <Item>(items: Item[]): Item => items[next(items.length)];
    const id = (): string => `005${Array.from({ length: 12 }, () => ALPHABET[next(ALPHABET.length)]).join('')}`;
    const people: Person[] = LOCALS.flatMap((local) => DOMAINS.map((domain) => `${local}@${domain}`)).map((username) => ({
        id: id18(id()),
        username,
        email: `${username}.invalid`,
        name: ''
    }));
    const files: Files = {};
    const texts = new Map<string, string>();
    for (let file = 0; file < 120; file++) {
        const words = Array.from({ length: 12 }, () => {
            const person = pick(people);
            const fifteen = person.id.slice(0, 15);
            return pick([
                person.username,
                person.username.toUpperCase(),
                `jo${person.username}`,
                `${person.username}.uk`,
                person.id,
                person.id.toLowerCase(),
                fifteen,
                fifteen.toLowerCase(),
                `${fifteen}Z`,
                `Q${fifteen}`
            ]);
        });
        const text = words.map((word) => word + pick(BETWEEN)).join('');
        const [path, content] =
            file % 2 === 0
                ? [`classes/C${file}.cls`, text]
                : [
                      `labels/L${file}.labels`,
                      metadata('CustomLabels', `<labels><value>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</value></labels>`)
                  ];
        files[path] = content;
        texts.set(path, text);
    }
    return { people, files, texts };
}

/** One expression per person: what stands beside an address or an Id must not belong to it. */
function expected(person: Person, text: string): number {
    const address = person.username.replace(/[.+]/g, '\\$&');
    const addresses = text.match(new RegExp(`(?<![\\w.+-])${address}(?![\\w@]|[.-]\\w)`, 'gi')) ?? [];
    const short = text.match(new RegExp(`(?<![0-9A-Za-z])${person.id.slice(0, 15)}(?![0-9A-Za-z])`, 'g')) ?? [];
    const long = text.match(new RegExp(`(?<![0-9A-Za-z])${person.id}(?![0-9A-Za-z])`, 'gi')) ?? [];
    return addresses.length + short.length + long.length;
}

it('agrees with a search for each person', async () => {
    const { people, files, texts } = made();
    const result = await scan(files, people);
    let total = 0;
    for (const person of people) {
        const hits = hitsOf(result, person);
        for (const [path, text] of texts) {
            const found = hits.filter((hit) => hit.file === path).length;
            assert.equal(found, expected(person, text), `${person.username} ${person.id} in ${path}:\n${text}`);
            total += found;
        }
    }
    assert.ok(total > 500, `only ${total} hits compared`);
});
