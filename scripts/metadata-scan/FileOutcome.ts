import type { Hit, UnreadableFile } from './types.ts';

/** What one file says. */
export interface FileOutcome {
    /** Metadata type; undefined when the file could not be read or is no text. */
    type?: string;
    hits: Hit[];
    fingerprint?: string;
    unreadable?: UnreadableFile;
    skipped?: string;
    remark?: string;
    /** Was it taken apart, or was a look enough? */
    parsed: boolean;
}
