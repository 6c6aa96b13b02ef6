/** A request that Apex REST refuses before or after the method ran: `[{errorCode, message}]` with a status of its own. */
export class RestRefusal extends Error {
    readonly status: number;
    readonly errorCode: string;

    constructor(status: number, errorCode: string, message: string) {
        super(message);
        this.name = 'RestRefusal';
        this.status = status;
        this.errorCode = errorCode;
    }
}
