/**
 * Which standard objects this org has and how they behave. An object that is not here is known to the platform but
 * not built: code compiles against it, SOQL and DML on it are unsupported.
 */
import type { ObjectOverlay } from './ObjectOverlay.ts';
import { CONTENT_AND_SETUP } from './contentAndSetup.ts';
import { DEV_HUB } from './devHub.ts';
import { GROUPS_AND_TERRITORIES } from './groupsAndTerritories.ts';
import { PEOPLE_AND_ACCESS } from './peopleAndAccess.ts';
import { PRIVACY_AND_FLOWS } from './privacyAndFlows.ts';
import { SALES } from './sales.ts';
import { SERVICE_AND_ACTIVITIES } from './serviceAndActivities.ts';

export type { ObjectOverlay } from './ObjectOverlay.ts';

export const OVERLAYS: ReadonlyMap<string, ObjectOverlay> = new Map(
    [
        ...SALES,
        ...SERVICE_AND_ACTIVITIES,
        ...PEOPLE_AND_ACCESS,
        ...GROUPS_AND_TERRITORIES,
        ...CONTENT_AND_SETUP,
        ...PRIVACY_AND_FLOWS,
        ...DEV_HUB
    ].map((overlay) => [overlay.name.toLowerCase(), overlay])
);
