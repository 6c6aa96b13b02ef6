/** Sign-in by OAuth, and what an access token can be asked about itself. */
import { randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
    createAuthorizationCode,
    createRefreshToken,
    createSession,
    endSession,
    LoginRefused,
    organizationMark,
    revokeRefreshToken,
    sessionOf,
    useAuthorizationCode,
    useRefreshToken
} from '../platform/index.ts';
import type { ConnectedApp } from '../platform/index.ts';
import type { Assembly } from './assemble.ts';
import { GrantRefused } from './grantRefused.ts';
import { publicKeyOf, verifiedAssertion } from './jwt.ts';

export interface Grant {
    accessToken: string;
    userId: string;
}

/** As the identity provider of real orgs, beside an org's own address. */
const LOGIN_HOSTS = new Set(['https://login.salesforce.com', 'https://test.salesforce.com']);

const ONE_TIME_MILLISECONDS = 60_000;

/** Compared without a trailing slash. */
const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

export class OAuth {
    readonly #org: Assembly;
    readonly #keys: KeyObject[];
    /** Codes of single access: good for one browser, for a minute. */
    readonly #oneTime = new Map<string, { userId: string; path: string; until: number }>();

    /** @param certificates PEM texts. Throws CertificateError. */
    constructor(org: Assembly, certificates: readonly string[]) {
        this.#org = org;
        this.#keys = certificates.map(publicKeyOf);
    }

    /** @throws GrantRefused */
    refresh(token: string): Grant {
        const userId = useRefreshToken(this.#org.store, token);
        if (userId === null) {
            throw new GrantRefused('invalid_grant', 'expired access/refresh token');
        }
        return this.#grant(userId);
    }

    /**
     * @param audiences the addresses under which this org is known
     * @throws GrantRefused
     */
    jwtBearer(assertion: string, audiences: readonly string[]): Grant {
        const { subject, audience, expires } = verifiedAssertion(assertion, this.#keys);
        if (!LOGIN_HOSTS.has(withoutSlash(audience)) && !audiences.some((each) => withoutSlash(each) === withoutSlash(audience))) {
            throw new GrantRefused('invalid_grant', 'audience is invalid');
        }
        if (!(expires * 1000 > this.#org.now())) {
            throw new GrantRefused('invalid_grant', 'assertion is expired');
        }
        const user = this.#org.store.get(`SELECT Id AS id FROM "User" WHERE Username = ? COLLATE NOCASE`, subject);
        if (!user) {
            throw new GrantRefused('invalid_grant', "user hasn't approved this consumer");
        }
        return this.#grant(String(user.id));
    }

    /** A code with which an application, once, logs the first administrator in. */
    authorizationCode(app: ConnectedApp): string {
        return createAuthorizationCode(this.#org.store, this.#org.adminId, app);
    }

    /**
     * The code is used up, whatever the answer.
     *
     * @throws GrantRefused
     */
    exchangeCode(code: string, app: ConnectedApp): Grant {
        const found = useAuthorizationCode(this.#org.store, code);
        if (!found) {
            throw new GrantRefused('invalid_grant', 'invalid authorization code');
        }
        if (found.consumerKey !== app.consumerKey) {
            throw new GrantRefused('invalid_client_id', 'client identifier invalid');
        }
        if (found.callbackUrl !== app.callbackUrl) {
            throw new GrantRefused('redirect_uri_mismatch', 'redirect_uri must match configuration');
        }
        return this.#grant(found.userId);
    }

    /** A refresh token for somebody whom this org has just signed in. */
    refreshTokenFor(userId: string, application: string): string {
        return createRefreshToken(this.#org.store, userId, application);
    }

    /** An access token, a refresh token, or the DeleteToken of OauthToken. False when it is none of them. */
    revoke(token: string): boolean {
        const { store } = this.#org;
        if (sessionOf(store, token)) {
            endSession(store, token);
            return true;
        }
        return revokeRefreshToken(store, token);
    }

    /** A code with which a browser, once, gets a session of its own. */
    singleAccess(userId: string, path: string): string {
        const now = this.#org.now();
        for (const [code, { until }] of this.#oneTime) {
            if (until < now) {
                this.#oneTime.delete(code);
            }
        }
        const code = `${organizationMark(this.#org.store)}.${randomBytes(24).toString('base64url')}`;
        this.#oneTime.set(code, { userId, path, until: now + ONE_TIME_MILLISECONDS });
        return code;
    }

    /** null when the code was used, is too old, or never was. */
    redeem(code: string): { userId: string; path: string } | null {
        const found = this.#oneTime.get(code);
        this.#oneTime.delete(code);
        return found && found.until >= this.#org.now() ? found : null;
    }

    /** A session for the browser; null when the person may not log in. */
    browserSession(userId: string): string | null {
        try {
            return createSession(this.#org.store, userId, 'UI').token;
        } catch (error) {
            if (error instanceof LoginRefused) {
                return null;
            }
            throw error;
        }
    }

    /** `/services/oauth2/userinfo` without its addresses. */
    userInfo(userId: string): Record<string, unknown> {
        const user = this.#org.store.get(
            `SELECT Name AS name, FirstName AS givenName, LastName AS familyName, Username AS username, CommunityNickname AS nickname, Email AS email,
                TimeZoneSidKey AS zone, LocaleSidKey AS locale, LanguageLocaleKey AS language, UserType AS type, IsActive AS active,
                LastModifiedDate AS modified
             FROM "User" WHERE Id = ?`,
            userId
        )!;
        return {
            user_id: userId,
            organization_id: this.#org.organizationId,
            preferred_username: user.username,
            nickname: user.nickname,
            name: user.name,
            email: user.email,
            email_verified: true,
            given_name: user.givenName,
            family_name: user.familyName,
            zoneinfo: user.zone,
            user_type: String(user.type).toUpperCase(),
            language: user.language,
            locale: user.locale,
            utcOffset: 0,
            updated_at: user.modified,
            is_app_installed: true,
            active: user.active === 1
        };
    }

    #grant(userId: string): Grant {
        try {
            return { accessToken: createSession(this.#org.store, userId, 'Oauth2').token, userId };
        } catch (error) {
            if (error instanceof LoginRefused) {
                throw new GrantRefused(error.code, error.message);
            }
            throw error;
        }
    }
}
