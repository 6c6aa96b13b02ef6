/** Http.send: which endpoints a callout may reach, and how failures read. */
import type { PlatformPort } from '../../runtime/ports.ts';
import { UnsupportedError } from '../../runtime/errors.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import type { Project } from '../../schema/project.ts';
import { xmlBoolean, xmlText } from '../../schema/xml.ts';
import { exchange, HttpFailed } from './blockingHttp.ts';

type Request = Parameters<PlatformPort['callout']>[1];
type Response = ReturnType<PlatformPort['callout']>;

/** Addresses of active remote sites of the project. */
export function remoteSites(project: Pick<Project, 'metadata'>): string[] {
    return project.metadata
        .filter((file) => file.type === 'RemoteSiteSetting' && xmlBoolean(file.content, 'isActive', true))
        .map((file) => (xmlText(file.content, 'url') ?? '').toLowerCase());
}

/** @throws ApexException System.CalloutException */
export function callout(request: Request, allowed: readonly string[]): Response {
    let url: URL;
    try {
        url = new URL(request.endpoint);
    } catch {
        throw ApexException.of('System.CalloutException', `Invalid endpoint: ${request.endpoint}`);
    }
    if (!allowed.some((site) => site !== '' && request.endpoint.toLowerCase().startsWith(site.replace(/\/$/, '')))) {
        throw ApexException.of(
            'System.CalloutException',
            `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.endpoint}`
        );
    }
    if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)) {
        throw new UnsupportedError(`callout to ${url.host}: the local org reaches this machine only`);
    }
    try {
        return exchange(request);
    } catch (error) {
        throw error instanceof HttpFailed ? ApexException.of('System.CalloutException', error.message) : error;
    }
}
