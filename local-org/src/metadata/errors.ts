/** The archive or package as a whole cannot be read: no component is looked at. The message has Salesforce's words where they are known. */
export class PackageError extends Error {
    /** `INVALID_ZIP`-like name for a caller that answers with a code. */
    readonly code: string;

    constructor(message: string, code = 'UNKNOWN_EXCEPTION') {
        super(message);
        this.name = 'PackageError';
        this.code = code;
    }
}

/** Metadata that this room knows to exist and does not handle yet. Names it. */
export class UnsupportedMetadataError extends Error {
    constructor(what: string) {
        super(`Not supported by the local org: ${what}`);
        this.name = 'UnsupportedMetadataError';
    }
}
