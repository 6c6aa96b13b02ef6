/** Logins that the sf CLI has made: read, and renewed, by Salesforce's own library. */
import type * as Core from '@salesforce/core';
import type { AuthInfo } from '@salesforce/core';
import { OrgConnectionError, SessionExpiredError, UnknownTargetError, UnreachableError } from './errors.ts';
import type { Login, Session } from './Login.ts';
import { withoutSlash } from './Login.ts';
import { useProxyOfEnvironment } from './proxy.ts';

const NETWORK = /ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|socket hang up|fetch failed|UND_ERR/;

/** Imported when it is needed: it takes half a second to load. It reads the home and the variables that the CLI reads. */
async function core(): Promise<typeof Core> {
    // A log file of ours would lie in the CLI's home.
    process.env.SF_DISABLE_LOG_FILE ??= 'true';
    return import('@salesforce/core');
}

/** The CLI's default org; null when none is set. */
export async function defaultTarget(): Promise<string | null> {
    const { ConfigAggregator, OrgConfigProperties } = await core();
    const config = await ConfigAggregator.create();
    return (config.getPropertyValue(OrgConfigProperties.TARGET_ORG) as string | undefined) ?? null;
}

export class SfLogin implements Login {
    readonly target: string;
    readonly username: string;
    private readonly auth: AuthInfo;

    private constructor(target: string, auth: AuthInfo) {
        this.target = target;
        this.auth = auth;
        this.username = auth.getUsername();
    }

    /** @throws UnknownTargetError naming the logins that there are */
    static async find(target: string): Promise<SfLogin> {
        useProxyOfEnvironment();
        const { AuthInfo: authInfo, StateAggregator } = await core();
        const { aliases } = await StateAggregator.getInstance();
        try {
            return new SfLogin(target, await authInfo.create({ username: aliases.resolveUsername(target) }));
        } catch (error) {
            if ((error as Error).name !== 'NamedOrgNotFoundError') {
                throw new OrgConnectionError(target, `The login ${target} cannot be read: ${(error as Error).message}`, error);
            }
            const logins = await authInfo.listAllAuthorizations();
            const names = logins.map((each) => (each.aliases?.length ? `${each.aliases.join(', ')} (${each.username})` : each.username));
            throw new UnknownTargetError(
                target,
                `sf knows no org named ${target}. ${names.length > 0 ? `It knows: ${names.sort().join('; ')}.` : 'It knows none at all.'} ` +
                    `Log in with "sf org login web --alias ${target}", or use --target-org local for the local org.`
            );
        }
    }

    async session(): Promise<Session> {
        const { accessToken, instanceUrl } = this.auth.getFields(true);
        if (!accessToken || !instanceUrl) {
            return this.renew();
        }
        return { url: withoutSlash(instanceUrl), token: accessToken };
    }

    async renew(): Promise<Session> {
        const { refreshFn } = this.auth.getConnectionOptions();
        if (!refreshFn) {
            throw this.expired('an access token alone cannot be renewed');
        }
        try {
            await new Promise<void>((resolve, reject) => {
                // The library's own refresh asks nothing of the connection that it is handed.
                void refreshFn(undefined as never, async (error) => (error ? reject(error) : resolve()));
            });
        } catch (error) {
            const why = (error as Error).message;
            if (NETWORK.test(why)) {
                throw new UnreachableError(this.target, `${this.target} cannot be reached to renew the login: ${why}`, error);
            }
            throw this.expired(why, error);
        }
        const { accessToken, instanceUrl } = this.auth.getFields(true);
        return { url: withoutSlash(instanceUrl ?? ''), token: accessToken ?? '' };
    }

    relocate(): Promise<Session> {
        return this.session();
    }

    private expired(why: string, cause?: unknown): SessionExpiredError {
        return new SessionExpiredError(
            this.target,
            `The login to ${this.target} has expired and could not be renewed (${why}). ` +
                `Log in again: sf org login web --alias ${this.target}`,
            cause
        );
    }
}
