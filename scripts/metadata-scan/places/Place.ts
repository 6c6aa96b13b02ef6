import type { Hit, MatchForm } from '../types.ts';
import type { XmlElement } from '../xml/tree.ts';

/** What a mention means at the place where it stands. */
export interface Place {
    row: Hit['row'];
    meaning: string;
    note?: string;
    /** Name of the fix that fits the place; see fixes/rules.ts. */
    fix?: string;
}

/** What a rule may look at. */
export interface Mention {
    element: XmlElement;
    /** The whole value of the element, trimmed. */
    value: string;
    /** True when the value is the match and nothing else. */
    whole: boolean;
    source: string;
    /** How the value names the person. */
    forms: MatchForm[];
}

/** A rule answers for the elements of one path, and declines by `undefined` (then the mention is one of L14). */
export type PlaceRule = (mention: Mention) => Place | undefined;
