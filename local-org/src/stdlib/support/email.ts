/** Emails: nothing leaves the local org; what was sent is kept in the transaction's state. */
import type { LibraryBody } from '../../runtime/library.ts';
import type { Transaction } from '../../runtime/Transaction.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class Email extends LibraryObject {
    readonly apexType = 'Messaging.SingleEmailMessage';
    readonly fields = new Map<string, unknown>([
        ['bccsender', false],
        ['saveasactivity', true],
        ['usesignature', true],
        ['treatbodiesastemplate', false],
        ['treattargetobjectasrecipient', true]
    ]);

    override get superTypes(): readonly string[] {
        return ['Messaging.Email'];
    }

    text(name: string): string | null {
        return (this.fields.get(name.toLowerCase()) as string | null | undefined) ?? null;
    }

    list(name: string): string[] {
        const value = this.fields.get(name.toLowerCase());
        return value instanceof ApexList ? (value.items as string[]) : [];
    }
}

/** Property and set-method (and get-method) of each field. */
export function emailMembers(fields: Record<string, string>, withGetters: boolean): Record<string, LibraryBody> {
    const members: Record<string, LibraryBody> = {};
    for (const [name, type] of Object.entries(fields)) {
        const key = name.toLowerCase();
        const read: LibraryBody = (_rt, self: Email) => self.fields.get(key) ?? null;
        const write: LibraryBody = (_rt, self: Email, value: unknown) => {
            self.fields.set(key, value);
        };
        members[`get ${type} ${name}`] = read;
        members[`set ${type} ${name}`] = write;
        members[`void set${name}(${type} value)`] = write;
        if (withGetters) {
            members[`${type} get${name}()`] = read;
        }
    }
    return members;
}

const SENT = Symbol.for('sentEmails');

export function sentEmails(transaction: Transaction): Email[] {
    let sent = transaction.state.get(SENT) as Email[] | undefined;
    if (!sent) {
        sent = [];
        transaction.state.set(SENT, sent);
    }
    return sent;
}

export class SendEmailResult extends LibraryObject {
    readonly apexType = 'Messaging.SendEmailResult';
}
