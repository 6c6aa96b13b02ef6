import { createHash } from 'node:crypto';
import { contentOf, hasBinarySuffix, isMetadataXml } from './content.ts';
import type { FileOutcome } from './FileOutcome.ts';
import type { People } from './people.ts';
import { scanSource } from './scanSource.ts';
import { scanXml } from './scanXml.ts';

const NOTHING: FileOutcome = { hits: [], parsed: false };
/** What a retrieve writes for sources of a managed package. */
const HIDDEN = '(hidden)';
/** Looks for all people in one file. Never throws for what the file holds: an unreadable file is an outcome. */
export function scanFile(path: string, bytes: Buffer, people: People): FileOutcome {
    if (hasBinarySuffix(path)) {
        return { ...NOTHING, skipped: 'binary by its name' };
    }
    const isXml = isMetadataXml(path, bytes);
    const content = contentOf(bytes, isXml);
    if (content.kind === 'binary') {
        return { ...NOTHING, skipped: content.reason };
    }
    if (content.kind === 'unreadable') {
        return { ...NOTHING, unreadable: { file: path, problem: content.problem } };
    }
    if (content.text.length < 16 && content.text.trim() === HIDDEN) {
        return { ...NOTHING, skipped: 'hidden by its managed package' };
    }
    const outcome = isXml ? scanXml(path, content.text, people) : scanSource(path, content.text, people);
    if (content.remark && outcome.type !== 'Unknown') {
        outcome.remark = content.remark;
    }
    if (outcome.hits.length > 0) {
        outcome.fingerprint = createHash('sha256').update(bytes).digest('hex');
    }
    return outcome;
}
