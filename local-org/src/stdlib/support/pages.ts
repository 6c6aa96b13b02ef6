/** Visualforce's page references and messages, without the pages. */
import type { OrgRuntime } from '../../runtime/OrgRuntime.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

export class PageReference extends LibraryObject {
    readonly apexType = 'System.PageReference';
    readonly path: string;
    readonly parameters = new ApexMap('String', 'String');
    readonly headers = new ApexMap('String', 'String');
    redirect = false;
    anchor: string | null = null;

    constructor(url: string) {
        super();
        const [, path, query, anchor] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(url)!;
        this.path = path;
        this.anchor = anchor ?? null;
        for (const pair of (query ?? '').split('&').filter((each) => each !== '')) {
            const [name, value = ''] = pair.split('=', 2);
            this.parameters.put(decode(name), decode(value));
        }
    }

    get url(): string {
        const pairs = [...this.parameters.entries()]
            .filter(([, value]) => value !== null)
            .map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value)).replaceAll('%20', '+')}`);
        return this.path + (pairs.length > 0 ? `?${pairs.join('&')}` : '') + (this.anchor === null ? '' : `#${this.anchor}`);
    }

    override toString(): string {
        return `System.PageReference[${this.url}]`;
    }
}

function decode(text: string): string {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
        return text;
    }
}

interface PageState {
    current: PageReference | null;
    messages: ApexList;
}

const PAGES = Symbol('pages');

export function pageState(rt: OrgRuntime): PageState {
    let state = rt.tx.state.get(PAGES) as PageState | undefined;
    if (!state) {
        state = { current: null, messages: new ApexList('ApexPages.Message') };
        rt.tx.state.set(PAGES, state);
    }
    return state;
}
