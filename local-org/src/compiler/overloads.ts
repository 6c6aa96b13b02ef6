/**
 * Which overload a call means: decided by static types, exact first, then the nearest.
 */
import { distance, isAssignable } from './assignable.ts';
import { sameType } from './typeName.ts';
import type { ApexType } from './types.ts';
import type { Universe } from './universe.ts';

/**
 * null: none fits; 'ambiguous': several fit equally well (an untyped null fits everything equally).
 * For platform methods (`lenient`) the first of several is taken unless a null is to blame: their data is not ours to accuse.
 */
export function chooseOverload<T extends { parameters: readonly ApexType[] }>(
    universe: Universe,
    candidates: readonly T[],
    args: readonly ApexType[],
    lenient = false
): T | null | 'ambiguous' {
    const fitting: { candidate: T; distances: number[] }[] = [];
    for (const candidate of candidates) {
        if (candidate.parameters.length !== args.length) {
            continue;
        }
        const distances: number[] = [];
        for (let i = 0; i < args.length; i++) {
            const far = distance(universe, args[i]!, candidate.parameters[i]!);
            if (far === null) {
                break;
            }
            distances.push(far);
        }
        if (distances.length === args.length) {
            fitting.push({ candidate, distances });
        }
    }
    if (fitting.length <= 1) {
        return fitting[0]?.candidate ?? null;
    }
    const exact = fitting.find(({ candidate }) => candidate.parameters.every((parameter, i) => sameType(parameter, args[i]!)));
    if (exact) {
        return exact.candidate;
    }
    const best = fitting.filter(({ distances }) => fitting.every((other) => !isNearer(other.distances, distances)));
    if (best.length === 1) {
        return best[0]!.candidate;
    }
    if (args.some((arg) => arg.kind === 'null')) {
        return 'ambiguous';
    }
    const specific = best.filter(({ candidate }) =>
        best.every((other) => candidate === other.candidate || isMoreSpecific(universe, candidate.parameters, other.candidate.parameters))
    );
    return specific.length === 1 || lenient ? (specific[0] ?? best[0]!).candidate : 'ambiguous';
}

function isNearer(a: readonly number[], b: readonly number[]): boolean {
    return a.every((distanceOfA, i) => distanceOfA <= b[i]!) && a.some((distanceOfA, i) => distanceOfA < b[i]!);
}

function isMoreSpecific(universe: Universe, a: readonly ApexType[], b: readonly ApexType[]): boolean {
    return a.every((type, i) => isAssignable(universe, type, b[i]!)) && !b.every((type, i) => isAssignable(universe, type, a[i]!));
}
