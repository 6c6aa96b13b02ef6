/** The Offboarding tab of a seeded local org in a real browser, and what the tests do and ask there. */
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { StoryOrg } from '../story/storyOrg.ts';
import { usernameOf } from '../../seed/plan.ts';
import { launchBrowser } from './chromium.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What the base components themselves complain about in development mode. */
const NOT_OURS = [/not in the same shadow root/, /Modal :: Nothing to return focus to/];

interface Violation {
    id: string;
    help: string;
    nodes: { target: string[]; html: string }[];
}

export class TabPage {
    readonly org: StoryOrg;
    readonly page: Page;
    /** Everything that the page complained about. */
    readonly complaints: string[] = [];
    private readonly browser: Browser;

    private constructor(org: StoryOrg, browser: Browser, page: Page) {
        this.org = org;
        this.browser = browser;
        this.page = page;
        page.setDefaultTimeout(15_000);
        page.on('pageerror', (error) => this.complaints.push(error.message));
        page.on('console', (message) => {
            if (['error', 'warning'].includes(message.type()) && !NOT_OURS.some((known) => known.test(message.text()))) {
                this.complaints.push(message.text());
            }
        });
    }

    /** Starts an org of its own and opens nothing yet. `runJobs: false`: the test runs the queue. */
    static async start(options: { runJobs?: boolean } = {}): Promise<TabPage> {
        const browser = await launchBrowser();
        try {
            const org = await StoryOrg.start({ ...options, pageLater: false });
            return new TabPage(org, browser, await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' }));
        } catch (error) {
            await browser.close();
            throw error;
        }
    }

    /** Opens the tab; as one of the demo people by the user switcher. */
    async open(person?: string): Promise<void> {
        await this.page.goto(`${this.org.process.url}/lightning/n/Offboarding`);
        await this.ready();
        if (person) {
            await this.switchTo(person);
        }
    }

    /** Uses the user switcher of the page's header. */
    async switchTo(person: string): Promise<void> {
        const reload = this.page.waitForEvent('load');
        await this.page.getByLabel('See the org as').selectOption(usernameOf(person));
        await reload;
        await this.ready();
    }

    async ready(): Promise<void> {
        await this.page.locator('body[data-ready=true]').waitFor();
        await this.page.locator('h1').first().waitFor();
        await this.page.locator('.slds-spinner_medium').waitFor({ state: 'detached' });
    }

    heading(): Locator {
        return this.page.getByRole('heading', { level: 1 });
    }

    /** The button of exactly this name. */
    button(name: string): Locator {
        return this.page.getByRole('button', { name: withIsolates(name) });
    }

    picker(label: string): Locator {
        return this.page.getByRole('combobox', { name: label });
    }

    /** People that the search has found; the user switcher has options, too. */
    options(): Locator {
        return this.page.locator('c-offboarding-person-picker [role="option"]');
    }

    step(key: string): Locator {
        return this.page.locator(`tr[data-step="${key}"]`);
    }

    /** Types a name, then clicks the one that is found. */
    async choose(label: string, term: string): Promise<void> {
        await this.picker(label).fill(term);
        await this.options().first().click();
    }

    /** Text without the isolating characters around names. */
    async text(locator: Locator): Promise<string> {
        return ((await locator.textContent()) ?? '')
            .replace(/[\u2068\u2069]/g, '')
            .replace(/\s+/g, ' ')
            .trim();
    }

    /** Label or text of what has the focus, through all shadow roots. */
    focused(): Promise<string> {
        return this.page.evaluate(() => {
            let element = document.activeElement;
            while (element?.shadowRoot?.activeElement) {
                element = element.shadowRoot.activeElement;
            }
            const named = element as HTMLInputElement | null;
            return (named?.getAttribute('title') ?? named?.labels?.[0]?.textContent ?? named?.textContent ?? '')
                .replace(/[\u2068\u2069]/g, '')
                .replace(/\s+/g, ' ')
                .trim();
        });
    }

    /** What axe finds wrong with the page as it is now; empty is what we want. */
    async violations(): Promise<string[]> {
        // A fading toast or modal has the contrast of neither state.
        await this.page.waitForFunction(() =>
            document
                .getAnimations()
                .every((each) => each.playState !== 'running' || Infinity === each.effect?.getComputedTiming().iterations)
        );
        await this.page.evaluate(AXE);
        const violations = await this.page.evaluate(async () => {
            const { axe } = globalThis as unknown as { axe: { run(root: Document): Promise<{ violations: Violation[] }> } };
            return (await axe.run(document)).violations;
        });
        return violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')}: ${html}`)
        );
    }

    async close(): Promise<void> {
        await this.browser.close();
        await this.org.stop();
    }
}

/** Names inside labels are wrapped in isolating characters, which nobody sees and Playwright does not ignore. */
function withIsolates(name: string): RegExp {
    const isolates = '[\\u2068\\u2069]*';
    const words = name.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${isolates}${words.join(`${isolates} ${isolates}`)}${isolates}$`);
}
