import type { MatchForm, Person } from './types.ts';

/** A person and the ways in which one text names them. */
export interface Naming {
    person: Person;
    forms: MatchForm[];
}

/** A person's data do not allow a search. */
export class PersonError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'PersonError';
    }
}

const CHECK_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const USER_ID = /^005[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;

/** The 18-character form: three characters that tell which of the fifteen are capitals. */
export function id18(id: string): string {
    const fifteen = id.slice(0, 15);
    let suffix = '';
    for (let block = 0; block < 15; block += 5) {
        let bits = 0;
        for (let index = 0; index < 5; index++) {
            const character = fifteen[block + index];
            if (character >= 'A' && character <= 'Z') {
                bits |= 1 << index;
            }
        }
        suffix += CHECK_CHARACTERS[bits];
    }
    return fifteen + suffix;
}

/** How addresses are compared: usernames and emails know no case, and `é` may be one character or two. */
export function comparable(address: string): string {
    return address.normalize('NFC').toLowerCase();
}

/**
 * All people at once, by every text that names one of them. The scan takes tokens out of a text and looks them up
 * here, so a thousand people cost what one costs.
 */
export class People {
    readonly list: Person[];
    /** Username, email, federation id that is an address; compared by `comparable`. */
    private readonly addresses = new Map<string, Naming[]>();
    private readonly ids = new Map<string, Person[]>();
    /** An 18-character Id survives a change of case. */
    private readonly longIds = new Map<string, Person[]>();
    private readonly aliases = new Map<string, Naming[]>();
    /** Lower-case first characters of every domain, up to where a text may encode the next one. */
    private readonly domains = new Set<string>();

    /** Throws PersonError when a person has no user Id or no username. */
    constructor(people: Person[]) {
        const seen = new Set<string>();
        this.list = [];
        for (const given of people) {
            const person = { ...given, id: checkedId(given) };
            if (seen.has(person.id)) {
                continue;
            }
            seen.add(person.id);
            this.list.push(person);
            this.register(person);
        }
    }

    private register(person: Person): void {
        this.addAddress(person, person.username, 'username');
        this.addAddress(person, person.email, 'email');
        this.addAddress(person, person.federationId, 'federationId');
        push(this.ids, person.id.slice(0, 15), person);
        push(this.longIds, person.id.toLowerCase(), person);
        addNaming(this.aliases, person.alias, person, 'alias');
        addNaming(this.aliases, person.name, person, 'name');
    }

    private addAddress(person: Person, address: string | undefined, form: MatchForm): void {
        // A federation id may be a bare number, which would be found everywhere.
        if (address?.includes('@')) {
            addNaming(this.addresses, address, person, form);
            this.domains.add(comparable(address.slice(address.lastIndexOf('@') + 1)));
        }
    }

    byAddress(address: string): Naming[] | undefined {
        return this.addresses.get(comparable(address));
    }

    /** A cheap answer before anything is taken apart: may the text after an at-sign be the domain of a person? */
    knowsDomain(domain: string): boolean {
        return this.domains.has(comparable(domain));
    }

    byId(id: string): Naming[] | undefined {
        const people = id.length === 18 ? this.longIds.get(id.toLowerCase()) : this.ids.get(id);
        const form: MatchForm = id.length === 18 ? 'id18' : 'id15';
        return people?.map((person) => ({ person, forms: [form] }));
    }

    /** Alias or full name, whole and with its case as Salesforce shows it. */
    byName(text: string): Naming[] | undefined {
        return this.aliases.get(comparable(text));
    }

    get hasNames(): boolean {
        return this.aliases.size > 0;
    }
}

function checkedId(person: Person): string {
    if (!USER_ID.test(person.id ?? '')) {
        throw new PersonError(
            `"${person.id}" is no user Id: 15 or 18 characters that begin with 005 (${person.username ?? 'no username'})`
        );
    }
    if (!person.username?.includes('@')) {
        throw new PersonError(`"${person.username}" is no username: the form of an email address is needed (${person.id})`);
    }
    const id = id18(person.id);
    if (person.id.length === 15 || id.slice(15) === person.id.slice(15).toUpperCase()) {
        return id;
    }
    // Eighteen characters may have lost their case on the way; then the check characters give it back.
    if (person.id === person.id.toLowerCase() || person.id === person.id.toUpperCase()) {
        return repairedCase(person.id);
    }
    throw new PersonError(wrongSuffix(person.id));
}

/** The Id with the case that its check characters tell; throws PersonError when they tell nothing. */
function repairedCase(id: string): string {
    const suffix = id.slice(15).toUpperCase();
    let repaired = '';
    for (let index = 0; index < 15; index++) {
        const bits = CHECK_CHARACTERS.indexOf(suffix[Math.floor(index / 5)]);
        const capital = bits >= 0 && (bits & (1 << (index % 5))) !== 0;
        repaired += capital ? id[index].toUpperCase() : id[index].toLowerCase();
    }
    if (id18(repaired) !== repaired + suffix) {
        throw new PersonError(wrongSuffix(id));
    }
    return repaired + suffix;
}

function wrongSuffix(id: string): string {
    return `"${id}" is no Id: its last three characters do not fit the first fifteen`;
}

function addNaming(map: Map<string, Naming[]>, text: string | undefined, person: Person, form: MatchForm): void {
    if (!text?.trim()) {
        return;
    }
    const key = comparable(text.trim());
    const namings = map.get(key);
    const known = namings?.find((naming) => naming.person === person);
    if (known) {
        known.forms.push(form);
    } else if (namings) {
        namings.push({ person, forms: [form] });
    } else {
        map.set(key, [{ person, forms: [form] }]);
    }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
    const values = map.get(key);
    if (values) {
        values.push(value);
    } else {
        map.set(key, [value]);
    }
}
