import OffboardingFinding from 'c/offboardingFinding';
import { clear, render, settle, words } from '../../../../../test/jest-mocks/page';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';

const finding = (key) => plan.findings.find((each) => each.key === key);

describe('c-offboarding-finding', () => {
    afterEach(clear);

    async function shown(key) {
        const element = render('c-offboarding-finding', OffboardingFinding, { finding: finding(key) });
        await settle();
        return element;
    }

    it('says how many, why it matters and what will be done', async () => {
        const element = await shown('H2');
        expect(element.shadowRoot.querySelector('[data-count] lightning-formatted-number').value).toBe(12);
        expect(element.shadowRoot.querySelector('lightning-badge').label).toBe('Handover does it');
        expect(words(element.shadowRoot.querySelector('[data-reason]'))).toBe('Goes to the successor دانا الحسن.');
        expect(words(element.shadowRoot)).toContain('A change of owner deletes the account team');
        await expect(element).toBeAccessible();
    });

    it('links to the first few beside the page, and says how many there are more', async () => {
        const element = await shown('H2');
        const links = [...element.shadowRoot.querySelectorAll('a')];
        expect(links.map(({ target }) => target)).toEqual(['_blank', '_blank', '_blank']);
        expect(links.map(words)).toEqual([
            'Acme (opens in a new browser tab)',
            'Müller & Söhne (opens in a new browser tab)',
            'שלום בע״מ (opens in a new browser tab)'
        ]);
        expect(links[0].href).toBe('https://www.example.com/');
        expect(words([...element.shadowRoot.querySelectorAll('li')].at(-1))).toBe('and 9 more');
    });

    it('shows what has no page without a link, and counts by object', async () => {
        const element = await shown('H1');
        expect([...element.shadowRoot.querySelectorAll('li')].map(words)[1]).toBe('A row without a page');
        expect(element.shadowRoot.querySelectorAll('a')).toHaveLength(1);
        expect([...element.shadowRoot.querySelectorAll('dt')].map(words)).toEqual(['Opportunity', 'Project']);
        expect([...element.shadowRoot.querySelectorAll('dd lightning-formatted-number')].map(({ value }) => value)).toEqual([1000, 234]);
        await expect(element).toBeAccessible();
    });

    it.each([
        ['H6', 'None'],
        ['H5', 'Not in this org'],
        ['A2', 'Not verified: you lack Manage Users'],
        ['B18', 'In order']
    ])('is brief about %s: %s', async (key, text) => {
        const element = await shown(key);
        expect(words(element.shadowRoot.querySelector('[data-quiet]'))).toBe(text);
        expect(element.shadowRoot.querySelector('details')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('never shows a number for what could not be verified', async () => {
        const element = await shown('A2');
        expect(element.shadowRoot.querySelector('[data-count]')).toBeNull();
        expect(element.shadowRoot.querySelector('lightning-icon').alternativeText).toBe('Not verified');
    });

    it('marks what a person must decide', async () => {
        const element = await shown('A4');
        const badge = element.shadowRoot.querySelector('lightning-badge');
        expect([badge.label, badge.className]).toEqual(['You decide', 'slds-theme_warning']);
    });
});

describe('c-offboarding-finding of the metadata scan', () => {
    afterEach(clear);

    const workflowTasks = {
        key: 'B9',
        category: 'Blocks',
        title: 'Workflow tasks assigned to this user',
        why: 'Salesforce refuses to deactivate a user to whom a workflow or approval task is assigned.',
        count: 2,
        status: 'checked',
        statusText: 'Checked',
        treatment: 'you',
        reason: 'An administrator changes it by hand, in Setup.',
        setupUrl: '/lightning/setup/WorkflowTasks/home',
        metadataScannedAt: '2026-11-21T10:00:00.000Z',
        items: [{ id: 'workflows/Case.workflow', label: 'Task > assignedTo: Call back' }],
        parts: []
    };

    async function shown(changes) {
        const element = render('c-offboarding-finding', OffboardingFinding, { finding: { ...workflowTasks, ...changes } });
        await settle();
        return element.shadowRoot;
    }

    it('shows where a person is named, when somebody looked, and where to change it', async () => {
        const root = await shown({});
        expect(words(root.querySelector('[data-place]'))).toBe('workflows/Case.workflow');
        expect(words(root.querySelector('ul li'))).toContain('Task > assignedTo: Call back');
        // The moment follows in an element of its own; without a space of ours it would touch the word before it.
        expect(root.querySelector('[data-scan]').textContent).toMatch(/^Metadata scan of\s+$/);
        expect(root.querySelector('[data-scan] lightning-formatted-date-time').value).toBe('2026-11-21T10:00:00.000Z');
        expect(root.querySelector('[data-setup]').getAttribute('href')).toBe('/lightning/setup/WorkflowTasks/home');
        await expect(root.host).toBeAccessible();
    });

    it('makes no link out of a place', async () => {
        const root = await shown({ setupUrl: undefined });
        expect(root.querySelectorAll('a')).toHaveLength(0);
    });

    it('says that nobody has looked, and where a person can', async () => {
        const statusText = 'Not verified: run the metadata scan';
        const root = await shown({ count: 0, status: 'unverified', statusText, metadataScannedAt: undefined, items: [] });
        expect(words(root.querySelector('[data-quiet]'))).toBe(statusText);
        expect(root.querySelector('lightning-icon').alternativeText).toBe('Not verified');
        expect(words(root.querySelector('[data-setup]'))).toContain('Open Setup');
        expect(root.querySelector('[data-count]')).toBeNull();
        await expect(root.host).toBeAccessible();
    });

    it('says that nothing was found, and when', async () => {
        const root = await shown({ count: 0, items: [] });
        expect(words(root.querySelector('[data-quiet]'))).toBe('None');
        expect(root.querySelector('[data-scan]').textContent).toMatch(/^Metadata scan of\s+$/);
        await expect(root.host).toBeAccessible();
    });
});
