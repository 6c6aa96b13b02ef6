/** The probes of docs/ASSUMPTIONS.md that anonymous Apex can be asked: one file each, named by its line there. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const FOLDER = 'scripts/parity/probes';

export interface Probe {
    /** The line of docs/ASSUMPTIONS.md. */
    id: string;
    /** What is asked, from the file's first comment. */
    question: string;
    /** Apex that puts answers into `said`. */
    code: string;
}

export type Answers = Record<string, unknown>;

export function readProbes(): Probe[] {
    return globSync(`${FOLDER}/*.apex`)
        .map((path) => {
            const code = readFileSync(path, 'utf8');
            return { id: basename(path, '.apex'), question: /^\/\/ (.*)$/m.exec(code)?.[1] ?? '', code };
        })
        .sort((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }));
}

const OPEN = '<<<';
const CLOSE = '>>>';

/** The exception carries the answers out and takes everything back that the probe has done. */
export function wrapped({ code }: Probe): string {
    return `class AnswerException extends Exception {}
Map<String, Object> said = new Map<String, Object>();
${code}
throw new AnswerException('${OPEN}' + JSON.serialize(said) + '${CLOSE}');`;
}

/** Ids differ from org to org: 15 characters, three more that say their case, and digits among them. */
const ID = /\b(?=(?:[a-zA-Z]*\d){3})[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?\b/g;

export function answerOf(message: string): Answers {
    const from = message.indexOf(OPEN);
    const to = message.lastIndexOf(CLOSE);
    if (from < 0 || to < from) {
        return { 'ended with': message };
    }
    return JSON.parse(message.slice(from + OPEN.length, to).replace(ID, '<id>')) as Answers;
}
