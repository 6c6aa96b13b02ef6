/** System.UserManagement */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { argument } from '../../runtime/operators.ts';

function obfuscate(rt: OrgRuntime, userId: string | null, userName: string | null): void {
    const { platform } = rt.tx.ports;
    if (!platform.obfuscateUser) {
        throw new UnsupportedError('System.UserManagement.obfuscateUser(Id)');
    }
    platform.obfuscateUser(rt.tx, argument(userId), userName);
}

export default library('System.UserManagement', {
    'static void obfuscateUser(Id userId)': (rt, userId: string | null) => obfuscate(rt, userId, null),
    'static void obfuscateUser(Id userId, String userName)': (rt, userId: string | null, userName: string | null) =>
        obfuscate(rt, userId, argument(userName))
});
