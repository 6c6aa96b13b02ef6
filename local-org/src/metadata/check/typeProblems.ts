import type { TypeProblem } from '../types.ts';

/** What of a metadata file a deployment would refuse, by the Metadata API's own types. The path may be of source or metadata format. */
export function typeProblems(_path: string, _xml: string): TypeProblem[] {
    return [];
}
