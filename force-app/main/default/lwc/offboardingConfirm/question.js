import { isFinished } from 'c/runStatus';
import { fill } from 'c/words';
import LABELS from './labels';

/**
 * What a destructive button will do, in words and numbers.
 *
 * @param {'start'|'discard'|'stop'} intent
 * @param {object} subject PlanView for start and discard, ProgressView for stop
 * @returns {{title: string, lead: string, lines: string[], yes: string, variant: string}}
 */
export function question(intent, subject) {
    switch (intent) {
        case 'discard':
            return discard(subject);
        case 'stop':
            return stop(subject);
        default:
            return subject.type === 'Reactivation' ? bringBack(subject) : offboard(subject);
    }
}

function offboard({ person, successor, findings, seats }) {
    const held = findings.filter(({ treatment, status, count }) => treatment === 'auto' && status === 'checked' && count > 0);
    return {
        title: fill(LABELS.startTitle, person.name),
        lead: fill(LABELS.startLead, person.name, person.username, successor?.name),
        lines: [
            ...held.map(({ title, count, reason }) => fill(LABELS.line, title, count, reason)),
            ...seats.map(({ pool, used, total }) => fill(LABELS.seat, pool, used, total)),
            LABELS.reversible
        ],
        yes: fill(LABELS.startButton, person.name),
        variant: 'destructive'
    };
}

function bringBack({ person, comesBack, gone, seats }) {
    return {
        title: fill(LABELS.backTitle, person.name),
        lead: fill(LABELS.backLead, person.name, person.username),
        lines: [
            ...comesBack.map(({ title, count }) => fill(LABELS.backLine, title, count)),
            ...gone.map(({ title, count, reason }) => fill(LABELS.goneLine, title, count, reason)),
            ...seats.map(({ pool, used, total }) => fill(LABELS.takes, pool, used, total))
        ],
        yes: fill(LABELS.backButton, person.name),
        variant: 'brand'
    };
}

function discard({ name, person }) {
    return {
        title: fill(LABELS.discardTitle, name),
        lead: fill(LABELS.discardLead, person.name),
        lines: [],
        yes: LABELS.discardButton,
        variant: 'destructive'
    };
}

function stop({ name, person, steps }) {
    const total = (field) => steps.reduce((sum, step) => sum + (step[field] ?? 0), 0);
    const open = steps.filter((step) => !isFinished(step)).length;
    return {
        title: fill(LABELS.stopTitle, name),
        lead: fill(LABELS.stopLead, person.name, total('done'), total('found')),
        lines: [fill(LABELS.stopSteps, open, steps.length), LABELS.reversible],
        yes: LABELS.stopButton,
        variant: 'destructive'
    };
}
