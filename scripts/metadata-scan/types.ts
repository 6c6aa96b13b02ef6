/** What goes into a metadata scan and what comes out of it. */

/** A person to look for. */
export interface Person {
    /** 18 characters. A 15-character Id is completed. */
    id: string;
    username: string;
    email: string;
    /** Full name, as list views and criteria hold it. */
    name: string;
    /** Not looked for: free text, and no metadata names people by it. */
    nickname?: string;
    alias?: string;
    /** Looked for when it has the form of an address; a bare number would be found everywhere. */
    federationId?: string;
}

/** Catalogue rows that a metadata scan answers for; every one of them is in every result. */
export const ROW_KEYS = ['B2', 'B3', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12', 'B13', 'B14', 'H12', 'L13', 'L14', 'L15', 'A12'] as const;
export type RowKey = (typeof ROW_KEYS)[number];

/**
 * How the person is named in the text. An address that is the username of one person and the email of another
 * is listed for both. `alias` and `name` are matched in filter values alone, and only where the filtered field
 * holds a user; `policy` is no name at all: an active user access policy concerns everybody whom its filters match.
 */
export type MatchForm = 'username' | 'email' | 'federationId' | 'id15' | 'id18' | 'alias' | 'name' | 'policy';

/** One place in one file that names one person. */
export interface Hit {
    /** Id (18) of the person. */
    personId: string;
    /** Catalogue row; `A8` (queue members) is counted by the org itself and is no row of this scan. */
    row: RowKey | 'A8';
    /** Relative to the scanned folder, with `/`. */
    file: string;
    /** Metadata API name of the component's type: Workflow, Flow, ApexClass … `Unknown` when nothing tells. */
    type: string;
    /** `Workflow > tasks[Call_back] > assignedTo`; for sources without elements `ApexClass[Greeter]`. */
    path: string;
    /** 1-based, in characters, where the matched text begins. */
    line: number;
    column: number;
    /** The text as it stands in the file. */
    matched: string;
    /** Every way in which the match names the person: username and email are often the same text. */
    forms: MatchForm[];
    /** The line around the match, at most 200 characters. */
    around: string;
    /** What the place means, in a few words: "assignee of the task". */
    meaning: string;
    /** Stands in a comment of code: told, not counted. */
    informational: boolean;
    /** Why this is less or more than it seems: "one of 3 recipients". */
    note?: string;
    /** Offsets (UTF-16 units in the decoded file, a BOM counts) that a fix needs. Absent where no fix is known. */
    fix?: FixPlace;
}

/** Where and how a hit can be replaced. */
export interface FixPlace {
    /** Key into the table of fixes. */
    rule: string;
    /** The value to replace. */
    start: number;
    end: number;
    /** Where the element begins that holds it. */
    elementStart: number;
}

export interface RowResult {
    key: RowKey;
    title: string;
    /** Hits that count: informational ones do not. */
    count: number;
    hits: Hit[];
    /** Files of the kinds that can answer this row; nothing read means nothing verified. */
    filesRead: number;
    /** False: the row cannot be answered from what was scanned; `reason` says why. Never to be shown as "OK". */
    verified: boolean;
    reason?: string;
}

export interface PersonResult {
    person: Person;
    /** Every row of ROW_KEYS, in that order, zero counts too. */
    rows: RowResult[];
    /** Places that the org itself counts (queue members), for the report alone. */
    alsoSeen: Hit[];
}

export interface UnreadableFile {
    file: string;
    line?: number;
    column?: number;
    problem: string;
}

export interface ScanResult {
    directory: string;
    /** ISO 8601. */
    scannedAt: string;
    people: PersonResult[];
    /** Files that could not be read: what they hold is unknown, so a zero is not certain. */
    unreadable: UnreadableFile[];
    /** Binary files, by reason. */
    skipped: { file: string; reason: string }[];
    /** Things worth a line in the report: "saved as Latin-1". */
    remarks: { file: string; remark: string }[];
    /** Metadata type → number of files. */
    filesByType: Record<string, number>;
    /** Catalogue rows that nothing in metadata answers, with the reason. */
    cannotBeVerified: { key: string; title: string; reason: string }[];
    /** SHA-256 of every file with hits, so that a fix refuses a file that has changed since. */
    fingerprints: Record<string, string>;
    statistics: { files: number; bytes: number; parsed: number; hits: number; milliseconds: number };
}

export interface ScanOptions {
    /** Called now and then while files are read. */
    onProgress?: (done: number, total: number) => void;
    /** Files read at once; 16 unless told. */
    concurrency?: number;
    /**
     * Metadata types that were retrieved into the folder. With them, "no file" means that the org has none; without
     * them it means that nobody knows.
     */
    retrieved?: string[];
    /** For tests: the clock. */
    now?: () => Date;
}

/** Who receives what a fix takes away from the leaver. */
export interface Successor {
    username: string;
    email: string;
}

/** The contract of `POST /findings`. */
export interface FindingsBody {
    source: 'metadata';
    scannedAt: string;
    people: {
        offboardingId: string;
        findings: Finding[];
    }[];
}

export interface Finding {
    key: RowKey;
    count: number;
    /** `id` is the file with the line. */
    items: { id: string; label: string }[];
    /** Why the scan could not answer the row; absent when it could. Such a row is never to be shown as checked. */
    unverified?: string;
}
