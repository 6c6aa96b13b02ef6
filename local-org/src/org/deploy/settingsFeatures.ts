/** Settings metadata switch features of the org: what they say goes before what the org was created with. */
import type { Feature } from '../../schema/model.ts';
import type { MetadataFile } from '../../schema/project.ts';
import { xmlText } from '../../schema/xml.ts';

/** Settings element by feature. Elements of one feature: any of them that is on switches it on. */
const SWITCHES: readonly { feature: Feature; settings: string; element: string }[] = [
    { feature: 'teams', settings: 'Account', element: 'enableAccountTeams' },
    { feature: 'teams', settings: 'Opportunity', element: 'enableOpportunityTeam' },
    { feature: 'territories', settings: 'Territory2', element: 'enableTerritoryManagement2' }
];

export function settingsFeatures(base: readonly Feature[], metadata: readonly MetadataFile[]): Feature[] {
    const said = new Map<Feature, boolean>();
    for (const { feature, settings, element } of SWITCHES) {
        for (const { type, fullName, content } of metadata) {
            if (type === `${settings}Settings` && fullName === settings) {
                const value = xmlText(content, element);
                if (value !== undefined) {
                    said.set(feature, (said.get(feature) ?? false) || value === 'true');
                }
            }
        }
    }
    const features = new Set(base);
    for (const [feature, on] of said) {
        if (on) {
            features.add(feature);
        } else {
            features.delete(feature);
        }
    }
    return [...features];
}
