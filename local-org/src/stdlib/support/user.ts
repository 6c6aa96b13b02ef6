/** The running user and org, for the bodies that show dates or tell who runs. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import type { IdentityPort, OrganizationDetails, UserDetails } from '../../runtime/ports.ts';

function identity(rt: OrgRuntime): IdentityPort {
    const port = rt.tx.ports.identity;
    if (!port) {
        throw new UnsupportedError('System.UserInfo in an org without users');
    }
    return port;
}

export function currentUser(rt: OrgRuntime): UserDetails {
    return identity(rt).user(rt.tx, rt.tx.userId);
}

export function organization(rt: OrgRuntime): OrganizationDetails {
    return identity(rt).organization(rt.tx);
}

/** IANA name of the running user's time zone; GMT where the org knows no users. */
export function userZone(rt: OrgRuntime): string {
    return rt.tx.ports.identity ? currentUser(rt).timeZone : 'GMT';
}

/** `en-US`, as Intl takes it. */
export function userLocale(rt: OrgRuntime): string {
    return rt.tx.ports.identity ? currentUser(rt).locale.replaceAll('_', '-') : 'en-US';
}
