import OffboardingDependencies from 'c/offboardingDependencies';
import { clear, render, words } from '../../../../../test/jest-mocks/page';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';

describe('c-offboarding-dependencies', () => {
    afterEach(clear);

    it('groups findings by category, what holds something first, then what nobody could look at', async () => {
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings: plan.findings });
        const sections = [...element.shadowRoot.querySelectorAll('section')];
        expect(sections.map((section) => words(section.querySelector('h3')))).toEqual([
            'Stops the deactivation',
            'Breaks when they leave',
            'Goes to the successor',
            'Access that ends',
            'Guard rails'
        ]);
        const keys = (section) => [...section.querySelectorAll('c-offboarding-finding')].map(({ finding }) => finding.key);
        expect(keys(sections[2])).toEqual(['H2', 'H1', 'H6', 'H5']);
        expect(keys(sections[3])).toEqual(['A1', 'A4', 'A11', 'A2']);
        await expect(element).toBeAccessible();
    });

    it('shows a guard rail first that speaks against the plan', () => {
        const findings = plan.findings.map((each) => (each.key === 'B19' ? { ...each, count: 1 } : each));
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings });
        expect(words(element.shadowRoot.querySelector('h3'))).toBe('Guard rails');
        expect(element.shadowRoot.querySelector('c-offboarding-finding').finding.key).toBe('B19');
    });

    it('keeps together what only a script or a person can look at', async () => {
        const elsewhere = ['B2', 'B3'].map((key) => ({
            ...plan.findings[0],
            key,
            category: 'Blocks',
            count: 0,
            status: 'unverified',
            statusText: 'Not verified: run the metadata scan',
            setupUrl: '/lightning/setup/CaseSettings/home'
        }));
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings: [...plan.findings, ...elsewhere] });
        const section = element.shadowRoot.querySelector('[data-category="Blocks"]');
        expect(words(section.querySelector('summary'))).toBe('Not verified: 2, Stops the deactivation');
        // A summary has no marker in SLDS: it has to look like what opens.
        expect(words(section.querySelector('summary .slds-text-link'))).toBe('Not verified: 2');
        const keys = [...section.querySelectorAll('details c-offboarding-finding')].map(({ finding }) => finding.key);
        expect(keys).toEqual(['B2', 'B3']);
        await expect(element).toBeAccessible();
    });

    it('sums up what is held, guard rails aside', () => {
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings: plan.findings });
        expect(words(element.shadowRoot.querySelector('[data-summary]'))).toBe('1,254 things in 7 kinds');
    });

    it('shows a category that it does not know under the last heading', () => {
        const findings = [{ ...plan.findings[0], category: 'New' }];
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings });
        expect(words(element.shadowRoot.querySelector('h3'))).toBe('Other');
    });

    it('says that there is nothing', async () => {
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { findings: [] });
        expect(element.shadowRoot.querySelector('c-placeholder').message).toBe('Nothing in this org depends on this person.');
        await expect(element).toBeAccessible();
    });

    it('says why it could not be found out', async () => {
        const element = render('c-offboarding-dependencies', OffboardingDependencies, { errors: ['The scan failed.'] });
        expect(element.shadowRoot.querySelector('c-error-panel').errors).toEqual(['The scan failed.']);
        await expect(element).toBeAccessible();
    });

    it('spins while the org is scanned', async () => {
        const element = render('c-offboarding-dependencies', OffboardingDependencies);
        expect(element.shadowRoot.querySelector('lightning-spinner')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
