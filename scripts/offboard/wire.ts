/** What Handover's REST resource sends; names as on the wire. */

export interface AccessAnswer {
    access: {
        userId: string;
        userName: string;
        canPlan: boolean;
        canApprove: boolean;
        canRun: boolean;
        stopped: boolean;
        missing: { permission: string; label: string; why: string }[];
    };
    organizationId: string;
    organizationName: string;
}

export interface PersonRow {
    given: string;
    id: string | null;
    name: string | null;
    username: string | null;
    email?: string | null;
    isActive: boolean | null;
    openOffboardingId: string | null;
    /** Usernames that an ambiguous email may mean. */
    candidates?: string[] | null;
    error: string | null;
}

/** Ends: Completed, Canceled. Need a person: Blocked, Failed, Drifted, Draft. The others go on by themselves. */
export type Status = 'Planning' | 'Draft' | 'Queued' | 'Running' | 'Waiting' | 'Blocked' | 'Drifted' | 'Completed' | 'Failed' | 'Canceled';

export interface PlannedRow {
    person: string;
    offboardingId: string | null;
    status: Status | null;
    error: string | null;
}

export interface CountRow {
    key: string;
    category: string;
    title: string;
    count: number;
    /** checked or unverified. */
    status: string;
    treatment: string;
}

/** A plan without its details. */
export interface PlanRow {
    offboardingId: string;
    name: string;
    type: 'Offboarding' | 'Reactivation';
    personId: string;
    personName: string;
    personUsername: string;
    successorId: string | null;
    successorName: string | null;
    status: Status;
    scanComplete: boolean;
    stalled: boolean;
    planHash: string | null;
    canStart: boolean;
    refusals: string[];
    warnings: string[];
    counts: CountRow[];
    /** Keys of rows that nobody, or only the metadata scan, can verify. */
    notVerified: string[];
    /** How much moves or is taken away. */
    found: number;
    metadataScannedAt: string | null;
    error: string | null;
}

export interface Notice {
    key: string;
    text: string;
}

export interface Finding {
    key: string;
    category: string;
    title: string;
    why: string;
    count: number;
    /** checked, absent or unverified. */
    status: string;
    statusText: string;
    treatment: string;
    reason: string | null;
    items: { id: string | null; label: string }[];
    parts: { name: string; label: string; count: number }[];
}

export interface Seats {
    pool: string;
    total: number;
    used: number;
    free: number;
}

export interface Returned {
    key: string;
    title: string;
    count: number;
    reason: string | null;
}

/** The tab's own view of a plan. */
export interface PlanDetails {
    offboardingId: string;
    name: string;
    type: 'Offboarding' | 'Reactivation';
    status: Status;
    person: { id: string; name: string; username: string };
    successor: { id: string; name: string; username: string } | null;
    scanComplete: boolean;
    findings: Finding[];
    refusals: Notice[];
    warnings: Notice[];
    seats: Seats[];
    steps: { key: string; title: string; found: number }[];
    comesBack: Returned[];
    gone: Returned[];
    planHash: string | null;
    canStart: boolean;
}

export interface RunRow {
    offboardingId: string;
    status: Status | null;
    error: string | null;
}

export interface Transfer {
    object: string;
    label: string;
    field: string;
    fromId: string;
    toId: string;
    count: number;
    prepared?: number;
    /** SOQL that finds the Ids; without it, all that the person holds. */
    query?: string | null;
    /** waiting, prepared or confirmed. */
    state: string;
}

/** How far a run is. */
export interface ProgressRow {
    offboardingId: string;
    name: string;
    type: 'Offboarding' | 'Reactivation';
    personId: string;
    personName: string;
    username: string;
    successorName: string | null;
    status: Status;
    statusText: string;
    stalled: boolean;
    canResume: boolean;
    canReactivate: boolean;
    error: string | null;
    blocker: Notice | null;
    found: number;
    done: number;
    failed: number;
    currentStep: { key: string; title: string } | null;
    stepsDone: number;
    stepsTotal: number;
    startedAt: string | null;
    finishedAt: string | null;
    /** null until the verification has run. */
    verified: boolean | null;
    transfers: Transfer[];
}

export interface Step {
    key: string;
    title: string;
    /** pending, running, done, skipped, failed or blocked. */
    status: string;
    statusText: string;
    found: number | null;
    done: number | null;
    failed: number | null;
    message: string | null;
}

/** The tab's own view of a run. */
export interface ProgressDetails {
    offboardingId: string;
    name: string;
    type: 'Offboarding' | 'Reactivation';
    status: Status;
    statusText: string;
    stalled: boolean;
    canResume: boolean;
    error: string | null;
    blocker: Notice | null;
    person: { id: string; name: string; username: string };
    successor: { id: string; name: string; username: string } | null;
    steps: Step[];
    seatsBefore: Seats[];
    seatsAfter: Seats[];
    verification: { ok: boolean; checks: { check: string; title: string; expected: string; actual: string; ok: boolean }[] } | null;
    restored: Returned[];
    notRestored: Returned[];
}

export interface ReturnPlanRow {
    reverses: string;
    offboardingId: string | null;
    status: Status | null;
    error: string | null;
}

export interface MetadataFindings {
    offboardingId: string;
    /** `unverified`: why the scan could not answer; the row stays not verified, whatever its count. */
    findings: { key: string; count: number; items: { id: string; label: string }[]; unverified?: string }[];
}
