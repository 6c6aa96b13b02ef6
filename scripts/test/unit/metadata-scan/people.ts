/** People for the tests; nobody real. */
import type { Person } from '../../../metadata-scan/index.ts';

export const ANN: Person = {
    id: '0055g00000AbCdEAAV',
    username: 'ann@x.com',
    email: 'ann.lee@mail.example',
    name: 'Ann Lee',
    alias: 'alee'
};
/** Her email is Ann's username. */
export const JOANN: Person = { id: '0055g00000AbCdeAAF', username: 'joann@x.com', email: 'ann@x.com', name: 'Joann Ray', alias: 'jray' };
export const OBRIEN: Person = {
    id: '0055g00000ObRieAAF',
    username: "sean.o'brien@x.com",
    email: "sean.o'brien@x.com",
    name: "Seán O'Brien",
    alias: 'sobri'
};
export const JOERG: Person = {
    id: '0055g00000JoErgAAF',
    username: 'jörg.müller@x.com',
    email: 'j@x.com',
    name: 'Jörg Müller',
    alias: 'jmue'
};
export const MAX: Person = { id: '0055g00000SuCceAAF', username: 'max@x.com', email: 'max@mail.example', name: 'Max Roe', alias: 'mroe' };
