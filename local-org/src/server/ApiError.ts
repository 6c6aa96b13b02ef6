import { json } from './protocol.ts';
import type { ApiResponse } from './protocol.ts';

/** A refusal in Salesforce's REST shape: `[{errorCode, message, fields?}]`. */
export class ApiError extends Error {
    readonly status: number;
    readonly errorCode: string;
    readonly fields: string[] | undefined;

    constructor(status: number, errorCode: string, message: string, fields?: string[]) {
        super(message);
        this.name = 'ApiError';
        this.status = status;
        this.errorCode = errorCode;
        this.fields = fields;
    }

    toResponse(): ApiResponse {
        return json(this.status, [{ message: this.message, errorCode: this.errorCode, ...(this.fields && { fields: this.fields }) }]);
    }
}
