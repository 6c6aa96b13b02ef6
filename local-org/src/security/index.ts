/** The room's face: what the assembly of the org needs. */
import type { SaveRule } from '../data/ports.ts';
import type { Store } from '../data/store/Store.ts';
import { permissionSetGroupRule } from './groupRecalculation.ts';
import { ownerShareRule, shareWriteRule, teamShareRule } from './rows/shareRows.ts';
import { setupWriteRule } from './setupWrites.ts';

export { Security } from './Security.ts';
export { deployPermissions } from './deploy/deployPermissions.ts';
export type { DeployProblem } from './deploy/DeployProblem.ts';
export { grantDevHub, seedProfiles } from './seed/seedProfiles.ts';
export { profileNameOf } from './seed/profiles.ts';

/** Rules of this room, in the order in which they must run: before and after those of `platform/`. */
export function securityRules(store: Store): { first: SaveRule[]; last: SaveRule[] } {
    return {
        first: [setupWriteRule(), permissionSetGroupRule(store), shareWriteRule(store)],
        last: [ownerShareRule(store), teamShareRule(store)]
    };
}
