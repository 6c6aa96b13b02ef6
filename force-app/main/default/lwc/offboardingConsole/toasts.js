import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { reduceErrors } from 'c/ldsUtils';
import { fill } from 'c/words';
import LABELS from './labels';

export function started(name) {
    return new ShowToastEvent({ title: fill(LABELS.started, name), variant: 'success' });
}

export function canceled(name) {
    return new ShowToastEvent({ title: fill(LABELS.canceled, name), variant: 'success' });
}

/** A run that moves no more, for whatever reason. */
export function ended({ name, status }) {
    const isComplete = status === 'Completed';
    const title = fill(isComplete ? LABELS.completed : LABELS.stopped, name);
    return new ShowToastEvent({ title, variant: isComplete ? 'success' : 'warning' });
}

/** Stays until it is closed: the words are the only trace of what was refused. */
export function failed(error) {
    return new ShowToastEvent({ title: LABELS.error, message: reduceErrors(error).join(', '), variant: 'error', mode: 'sticky' });
}
