import { LightningElement, api } from 'lwc';
import { fill } from 'c/words';
import LABELS from './labels';

const CATEGORIES = ['Guard', 'Blocks', 'Breaks', 'HandOver', 'Access'];
const OTHER = 'Other';

/** A presentation component: what depends on a person, by category, what matters first. */
export default class OffboardingDependencies extends LightningElement {
    labels = LABELS;

    /** @type {object[]} FindingView of the Apex controller; undefined while they are read */
    @api findings;

    /** @type {string[]} */
    @api errors;

    get isLoading() {
        return !this.findings;
    }

    get isEmpty() {
        return this.findings.length === 0;
    }

    get categories() {
        const known = new Set(CATEGORIES);
        return [...CATEGORIES, OTHER]
            .map((name) => ({
                name,
                title: LABELS[name],
                findings: this.findings
                    .filter(({ category }) => (known.has(category) ? category : OTHER) === name)
                    .toSorted((one, other) => weight(one) - weight(other))
            }))
            .filter(({ findings }) => findings.length > 0)
            .toSorted((one, other) => weight(one.findings[0]) - weight(other.findings[0]))
            .map(({ findings, ...category }) => {
                const elsewhere = findings.filter(isElsewhere);
                return {
                    ...category,
                    findings: findings.filter((finding) => !isElsewhere(finding)),
                    elsewhere,
                    hasElsewhere: elsewhere.length > 0,
                    elsewhereText: fill(LABELS.unverified, elsewhere.length)
                };
            });
    }

    get summary() {
        const held = this.findings.filter(({ category, count }) => count > 0 && category !== 'Guard');
        return fill(
            LABELS.summary,
            held.reduce((sum, { count }) => sum + count, 0),
            held.length
        );
    }
}

/** Only a script or a person can look there; as long as none has, such rows are many and say the same. */
function isElsewhere({ status, setupUrl }) {
    return status === 'unverified' && Boolean(setupUrl);
}

/** What holds something comes first, then what nobody could look at, then the rest. */
function weight({ count, status }) {
    return count > 0 ? 0 : status === 'unverified' ? 1 : 2;
}
