/** What the states of runs and steps look like; their words come from Apex. */

const RUN_THEMES = {
    Planning: 'slds-theme_info',
    Queued: 'slds-theme_info',
    Running: 'slds-theme_info',
    Waiting: 'slds-theme_info',
    Completed: 'slds-theme_success',
    Blocked: 'slds-theme_warning',
    Drifted: 'slds-theme_warning',
    Failed: 'slds-theme_error'
};

const STEP_ICONS = {
    pending: 'utility:routing_offline',
    waiting: 'utility:clock',
    done: 'utility:success',
    skipped: 'utility:dash',
    failed: 'utility:error',
    blocked: 'utility:warning'
};

/** In line, running, or waiting for what somebody outside moves. */
const MOVING = ['Queued', 'Running', 'Waiting'];

const ICON_VARIANTS = { done: 'success', failed: 'error', blocked: 'warning' };

/** @returns {string} class for a badge of a run */
export function statusTheme({ status, stalled }) {
    return stalled ? 'slds-theme_warning' : (RUN_THEMES[status] ?? '');
}

/** @returns {{name: string|undefined, variant: string|undefined}} no name for a step that is running: it spins */
export function stepIcon(status) {
    return { name: STEP_ICONS[status], variant: ICON_VARIANTS[status] };
}

/** Is a run moving by itself, so that looking again is worthwhile? */
export function isUnderWay({ status, stalled }) {
    return MOVING.includes(status) && !stalled;
}

/** Is it a plan under review, not a run? */
export function isPlan({ status }) {
    return status === 'Draft' || status === 'Planning';
}

/** Does this step count things? Activating, deactivating and verifying do not; all others are rows of the catalogue. */
export function isCounted({ key }) {
    return /^[A-Z]/.test(key);
}

/** Does it wait for its turn? Then it has no steps yet, or rests between two of them. */
export function isInLine({ status }) {
    return status === 'Queued';
}

/** Has this step come to its end, however? */
export function isFinished({ status }) {
    return ['done', 'skipped', 'failed'].includes(status);
}
