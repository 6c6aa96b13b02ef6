import type { ObjectOverlay } from './ObjectOverlay.ts';

export const ROW_CAUSES = 'Owner|*Manual|Rule|ImplicitChild|ImplicitParent|Team|Territory|TerritoryRule|Territory2Forecast';
const SHARE_FIELDS = 'UserOrGroup>User|Group';

/** A standard object's share object: create, update of the level, delete; only Manual rows may be written. */
export function share(of: string, prefix: string, more: Partial<ObjectOverlay> = {}): ObjectOverlay {
    return {
        name: `${of}Share`,
        prefix,
        calls: 'cudq',
        shareOf: of,
        nameField: '',
        required: `${of}Id UserOrGroupId ${of}AccessLevel`,
        createOnly: `${of}Id UserOrGroupId RowCause`,
        references: { UserOrGroupId: SHARE_FIELDS },
        picklists: { [`${of}AccessLevel`]: 'Read|Edit|All', RowCause: ROW_CAUSES },
        cascade: `${of}Id`,
        ...more
    };
}
