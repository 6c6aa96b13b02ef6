/** The Apex controller as the tab calls it. */
import cancel from '@salesforce/apex/OffboardingController.cancel';
import continuePlan from '@salesforce/apex/OffboardingController.continuePlan';
import getAccess from '@salesforce/apex/OffboardingController.getAccess';
import getOffboardings from '@salesforce/apex/OffboardingController.getOffboardings';
import getPlan from '@salesforce/apex/OffboardingController.getPlan';
import getProgress from '@salesforce/apex/OffboardingController.getProgress';
import makePlan from '@salesforce/apex/OffboardingController.plan';
import planReactivation from '@salesforce/apex/OffboardingController.planReactivation';
import resume from '@salesforce/apex/OffboardingController.resume';
import searchPeople from '@salesforce/apex/OffboardingController.searchPeople';
import start from '@salesforce/apex/OffboardingController.start';

/** Slices of one scan; an org with more objects than that is planned from the command line. */
const MOST_SLICES = 500;

export { cancel, getAccess, getOffboardings, getPlan, getProgress, makePlan, planReactivation, resume, searchPeople, start };

/**
 * Goes on counting until every object of the org has been asked.
 *
 * @param {object} plan PlanView
 * @param {(plan: object) => boolean} onPlan gets the plan after each slice; false stops the scan
 */
export async function countOn(plan, onPlan) {
    let latest = plan;
    for (let slice = 0; latest.scanComplete === false && slice < MOST_SLICES; slice += 1) {
        // Each slice goes on where the one before has ended.
        // eslint-disable-next-line no-await-in-loop
        latest = await continuePlan({ offboardingId: latest.offboardingId });
        if (!onPlan(latest)) {
            return;
        }
    }
}

/** Plans again for the people of a plan or a run. */
export async function planAgain({ offboardingId, type, person, successor }) {
    if (type !== 'Reactivation') {
        return makePlan({ personId: person.id, successorId: successor?.id });
    }
    const { reversesId } = await getProgress({ offboardingId });
    return planReactivation({ offboardingId: reversesId });
}
