/** Database.SaveResult and its kin, and the errors in them. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { RowError, RowResult } from '../../runtime/ports.ts';
import { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

/** Database.Error */
export class DatabaseError extends LibraryObject {
    readonly apexType = 'Database.Error';
    readonly statusCode: ApexEnum;
    readonly message: string;
    readonly fields: ApexList;

    constructor(rt: OrgRuntime, error: RowError) {
        super();
        this.statusCode = statusCodeOf(rt, error.statusCode);
        this.message = error.message;
        this.fields = new ApexList('String', [...error.fields]);
    }

    override toString(): string {
        return `Database.Error[getFields=(${this.fields.items.join(', ')});getMessage=${this.message};getStatusCode=${this.statusCode.name};]`;
    }
}

const strangers = new Map<string, ApexEnum>();

/** Codes that the signatures do not list (they grow with every release) are constants all the same. */
function statusCodeOf(rt: OrgRuntime, name: string): ApexEnum {
    const known = rt.enums.find('System.StatusCode')?.byName.get(name.toLowerCase());
    if (known) {
        return known;
    }
    let stranger = strangers.get(name);
    if (!stranger) {
        stranger = new ApexEnum('System.StatusCode', name, 100_000 + strangers.size);
        strangers.set(name, stranger);
    }
    return stranger;
}

export type ResultType = 'SaveResult' | 'UpsertResult' | 'DeleteResult' | 'UndeleteResult' | 'EmptyRecycleBinResult';

/** One row's outcome. */
export class DmlResult extends LibraryObject {
    readonly apexType: string;
    readonly id: string | null;
    readonly success: boolean;
    readonly created: boolean;
    readonly errors: ApexList;

    constructor(rt: OrgRuntime, type: ResultType, row: RowResult) {
        super();
        this.apexType = `Database.${type}`;
        this.id = row.id;
        this.success = row.success;
        this.created = row.created;
        this.errors = new ApexList(
            'Database.Error',
            row.errors.map((error) => new DatabaseError(rt, error))
        );
    }

    override toString(): string {
        const errors = this.errors.items.map(String).join(', ');
        return `${this.apexType}[getErrors=(${errors});getId=${this.id};isSuccess=${this.success};]`;
    }
}
