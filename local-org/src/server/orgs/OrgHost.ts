import { openBrowserAssets } from '../../browser/browserAssets.ts';
import { browserSources, cacheDirectory } from '../../localOrg.ts';
import type { Assets } from '../assets.ts';
import { OrgThread } from '../OrgThread.ts';
import type { ApiResponse, HubWork, OrgThreadOptions, SentRequest } from '../protocol.ts';

/** How an org's page is made of its sources. */
export type PageBuilder = (sources: PageSources, onProgress: (message: string) => void) => Promise<Assets>;

export interface PageSources {
    projectDirectory: string;
    packageDirectories: readonly string[] | null;
}

export const buildPage: PageBuilder = ({ projectDirectory, packageDirectories }, onProgress) =>
    openBrowserAssets({ ...browserSources(projectDirectory, packageDirectories), cacheFolder: cacheDirectory(), onProgress });

export interface OrgHostOptions {
    thread: OrgThreadOptions;
    buildPage: PageBuilder;
    onProgress: (message: string) => void;
    /** Is the org opened anew after its thread has ended? */
    restarts: boolean;
    /** Of a Dev Hub: makes and removes orgs; the answer that announced the work waits for it. */
    onHubWork?: (work: HubWork) => Promise<void>;
}

/** One org of the server: its thread, which starts when first needed, and its page, which is built when first looked at. */
export class OrgHost {
    readonly #options: OrgHostOptions;
    #thread: Promise<OrgThread> | null = null;
    #page: Promise<Assets> | null = null;
    #sources: PageSources;

    constructor(options: OrgHostOptions) {
        this.#options = options;
        this.#sources = options.thread;
    }

    /** Rejects with OrgStartError when the org cannot be opened; the next call tries again. */
    thread(): Promise<OrgThread> {
        if (this.#thread === null) {
            const starting = this.#start();
            this.#thread = starting;
            const again = (): void => {
                if (this.#thread === starting) {
                    this.#thread = null;
                }
            };
            starting.then((thread) => void (this.#options.restarts && thread.died.then(again)), again);
        }
        return this.#thread;
    }

    /** The page's files; a page that cannot be built is tried again after the sources have changed. */
    page(): Promise<Assets> {
        this.#page ??= inTurn(() => this.#options.buildPage(this.#sources, this.#options.onProgress));
        // Whoever asks is told; nobody may have asked yet.
        this.#page.catch(() => undefined);
        return this.#page;
    }

    async request(request: SentRequest): Promise<ApiResponse> {
        return (await this.thread()).request(request);
    }

    async close(): Promise<void> {
        const thread = this.#thread;
        this.#thread = null;
        // One that could not be opened needs no closing.
        await (await thread?.catch(() => null))?.close();
    }

    #start(): Promise<OrgThread> {
        return OrgThread.start(this.#options.thread, this.#options.onProgress, {
            hubWork: this.#options.onHubWork ?? (() => Promise.resolve()),
            sourcesChanged: (sources) => {
                this.#sources = sources;
                this.#page = null;
            }
        });
    }
}

let building: Promise<unknown> = Promise.resolve();

/** Two builds at once would share the folder that they work in. */
function inTurn(build: () => Promise<Assets>): Promise<Assets> {
    const built = building.then(build);
    building = built.catch(() => undefined);
    return built;
}
