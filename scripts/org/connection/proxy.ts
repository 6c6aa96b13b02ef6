import { setGlobalProxyFromEnv } from 'node:http';

const NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
/** A local org is never behind the company's proxy. */
const HERE = 'localhost,127.0.0.1,[::1]';
let used = false;

/** Requests go through the proxy that the environment names, as those of the sf CLI do. */
export function useProxyOfEnvironment(env: NodeJS.ProcessEnv = process.env): void {
    if (used || !NAMES.some((name) => env[name])) {
        return;
    }
    used = true;
    const none = [env.NO_PROXY ?? env.no_proxy, HERE].filter((hosts) => hosts).join(',');
    setGlobalProxyFromEnv({ ...env, NO_PROXY: none, no_proxy: none });
}
