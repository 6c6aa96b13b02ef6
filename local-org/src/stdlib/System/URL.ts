/** System.URL: parts as java.net.URL has them. */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { restState } from '../support/rest.ts';
import { organization } from '../support/user.ts';

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443, ftp: 21 };

class ApexUrl extends LibraryObject {
    readonly apexType = 'System.URL';
    readonly protocol: string;
    readonly authority: string;
    readonly path: string;
    readonly query: string | null;
    readonly ref: string | null;

    constructor(text: string) {
        super();
        const match = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text.trim());
        if (!match) {
            throw ApexException.of('System.StringException', `no protocol: ${text}`);
        }
        if (!(match[1].toLowerCase() in DEFAULT_PORTS)) {
            throw ApexException.of('System.StringException', `unknown protocol: ${match[1].toLowerCase()}`);
        }
        this.protocol = match[1].toLowerCase();
        this.authority = match[2] ?? '';
        this.path = match[3];
        this.query = match[4] ?? null;
        this.ref = match[5] ?? null;
    }

    private get hostAndPort(): RegExpExecArray {
        return /^(?:([^@]*)@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(this.authority)!;
    }

    get userInfo(): string | null {
        return this.hostAndPort?.[1] ?? null;
    }

    get host(): string {
        return this.hostAndPort?.[2] ?? '';
    }

    /** -1 when not written. */
    get port(): number {
        return Number(this.hostAndPort?.[3] ?? -1);
    }

    get defaultPort(): number {
        return DEFAULT_PORTS[this.protocol];
    }

    get file(): string {
        return this.path + (this.query === null ? '' : `?${this.query}`);
    }

    override equals(other: unknown): boolean {
        return other instanceof ApexUrl && other.toString() === this.toString();
    }

    override hashKey(): string {
        return this.toString();
    }

    override toString(): string {
        return `${this.protocol}:${this.authority === '' ? '' : `//${this.authority}`}${this.file}${this.ref === null ? '' : `#${this.ref}`}`;
    }
}

function relative(base: ApexUrl, text: string): ApexUrl {
    try {
        return new ApexUrl(new globalThis.URL(text, base.toString()).toString());
    } catch {
        throw ApexException.of('System.StringException', `no protocol: ${text}`);
    }
}

export default library('System.URL', {
    'new(String text)': (_rt, text: string) => new ApexUrl(argument(text)),
    'new(URL context, String text)': (_rt, context: ApexUrl, text: string) => relative(argument(context), argument(text)),
    'new(String protocol, String host, String file)': (_rt, protocol: string, host: string, file: string) =>
        new ApexUrl(`${argument(protocol)}://${argument(host)}${argument(file)}`),
    'new(String protocol, String host, Integer port, String file)': (_rt, protocol: string, host: string, port: number, file: string) =>
        new ApexUrl(`${argument(protocol)}://${argument(host)}:${argument(port)}${argument(file)}`),
    'String getAuthority()': (_rt, self: ApexUrl) => self.authority,
    'static URL getCurrentRequestUrl()': (rt) => new ApexUrl(organization(rt).domainUrl + (restState(rt).request?.requestURI ?? '')),
    'Integer getDefaultPort()': (_rt, self: ApexUrl) => self.defaultPort,
    'String getFile()': (_rt, self: ApexUrl) => self.file,
    'String getHost()': (_rt, self: ApexUrl) => self.host,
    'static URL getOrgDomainUrl()': (rt) => new ApexUrl(organization(rt).domainUrl),
    'String getPath()': (_rt, self: ApexUrl) => self.path,
    'Integer getPort()': (_rt, self: ApexUrl) => self.port,
    'String getProtocol()': (_rt, self: ApexUrl) => self.protocol,
    'String getQuery()': (_rt, self: ApexUrl) => self.query,
    'String getRef()': (_rt, self: ApexUrl) => self.ref,
    'static URL getSalesforceBaseUrl()': (rt) => new ApexUrl(organization(rt).domainUrl),
    'String getUserInfo()': (_rt, self: ApexUrl) => self.userInfo,
    'Boolean sameFile(URL other)': (_rt, self: ApexUrl, other: ApexUrl) =>
        self.file === argument(other).file && self.authority === other.authority && self.protocol === other.protocol,
    'String toExternalForm()': (_rt, self: ApexUrl) => String(self),
    'String toString()': (_rt, self: ApexUrl) => String(self)
});
