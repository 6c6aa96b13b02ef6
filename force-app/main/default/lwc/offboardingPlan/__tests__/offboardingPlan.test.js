import OffboardingPlan from 'c/offboardingPlan';
import { changed, clear, listen, render, words } from '../../../../../test/jest-mocks/page';
import access from '../../../../../test/jest-mocks/fixtures/access.json';
import plan from '../../../../../test/jest-mocks/fixtures/plan.json';
import planReactivation from '../../../../../test/jest-mocks/fixtures/planReactivation.json';
import planRefused from '../../../../../test/jest-mocks/fixtures/planRefused.json';

describe('c-offboarding-plan', () => {
    afterEach(clear);

    const show = (properties) => render('c-offboarding-plan', OffboardingPlan, { access, ...properties });
    const find = (element, selector) => element.shadowRoot.querySelector(selector);

    it('shows findings, people, seats and steps', async () => {
        const element = show({ plan });
        expect(find(element, 'c-offboarding-dependencies').findings).toEqual(plan.findings);
        expect(
            [...element.shadowRoot.querySelectorAll('c-offboarding-person')].map(({ person, caption }) => [person.name, caption])
        ).toEqual([
            ['Zoë "Zed" O’Hara 🦊', 'Leaves'],
            ['دانا الحسن', 'Takes over']
        ]);
        expect(words(find(element, '[data-seat]'))).toBe('Salesforce: 8 of 10 used');
        expect(find(element, '[data-seat] lightning-badge').label).toBe('2 free');
        expect(find(element, 'c-offboarding-steps').steps).toEqual(plan.steps);
        await expect(element).toBeAccessible();
    });

    it.each([['start'], ['discard'], ['rescan']])('sends %s up', (event) => {
        const element = show({ plan });
        const sent = listen(element, event);
        find(element, `[data-${event}]`).click();
        expect(sent).toHaveLength(1);
    });

    it('does not start what is refused, and says why', async () => {
        const element = show({ plan: planRefused });
        expect(find(element, '[data-start]').disabled).toBe(true);
        expect(find(element, 'c-offboarding-notices').notices).toEqual(planRefused.refusals);
        await expect(element).toBeAccessible();
    });

    it('says that it is still counting, and does not start', async () => {
        const element = show({ plan: changed(plan, { scanComplete: false, canStart: false }) });
        expect(words(find(element, '[data-counting]'))).toMatch(/^Still counting/);
        expect(find(element, '[data-start]').disabled).toBe(true);
        await expect(element).toBeAccessible();
    });

    it('shows what comes back and what is gone for a reactivation', async () => {
        const element = show({ plan: planReactivation });
        const reactivation = find(element, 'c-offboarding-reactivation');
        expect([reactivation.returned, reactivation.lost]).toEqual([planReactivation.comesBack, planReactivation.gone]);
        expect(find(element, 'c-offboarding-dependencies')).toBeNull();
        expect([find(element, '[data-start]').label, find(element, '[data-start]').variant]).toEqual(['Bring back …', 'brand']);
        await expect(element).toBeAccessible();
    });

    it('warns of a pool that is over its limit', () => {
        const element = show({ plan: changed(plan, { seats: [{ pool: 'Salesforce', total: 10, used: 12, free: -2 }] }) });
        expect(find(element, '[data-seat] lightning-badge').className).toBe('slds-theme_warning');
    });

    it('offers no run to a planner, and nothing to a viewer', async () => {
        const planner = show({ plan, access: changed(access, { canRun: false }) });
        expect(find(planner, '[data-start]')).toBeNull();
        expect(find(planner, '[data-rescan]')).not.toBeNull();
        await expect(planner).toBeAccessible();
        const viewer = show({ plan, access: changed(access, { canRun: false, canPlan: false }) });
        expect(viewer.shadowRoot.querySelectorAll('lightning-button')).toHaveLength(0);
    });

    it('says why there is no plan', async () => {
        const element = show({ errors: ['There is no such offboarding.'] });
        expect(find(element, 'c-error-panel').errors).toEqual(['There is no such offboarding.']);
        await expect(element).toBeAccessible();
    });

    it('takes no second click while it is busy', () => {
        const element = show({ plan, busy: true });
        expect([...element.shadowRoot.querySelectorAll('lightning-button')].map(({ disabled }) => disabled)).toEqual([true, true, true]);
    });
});
