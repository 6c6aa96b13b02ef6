import type { Answers } from './probes.ts';
import type { Outcomes } from './World.ts';

export interface Difference {
    /** A test method, or an answer of a probe. */
    what: string;
    target: string;
    other: string;
}

const NOT_THERE = 'not there';

function differencesOf(target: Map<string, string>, other: Map<string, string>): Difference[] {
    return [...new Set([...target.keys(), ...other.keys()])]
        .sort()
        .map((what) => ({ what, target: target.get(what) ?? NOT_THERE, other: other.get(what) ?? NOT_THERE }))
        .filter((line) => line.target !== line.other);
}

/** Method by method: passed here and failed there, failed with another message, ran only in one. */
export function compareTests(target: Outcomes, other: Outcomes): Difference[] {
    const told = (outcomes: Outcomes): Map<string, string> =>
        new Map([...outcomes].map(([method, failure]) => [method, failure === null ? 'passed' : `failed: ${failure}`]));
    return differencesOf(told(target), told(other));
}

export function compareAnswers(id: string, target: Answers, other: Answers): Difference[] {
    const told = (answers: Answers): Map<string, string> =>
        new Map(Object.entries(answers).map(([name, value]) => [`${id} ${name}`, JSON.stringify(value)]));
    return differencesOf(told(target), told(other));
}
