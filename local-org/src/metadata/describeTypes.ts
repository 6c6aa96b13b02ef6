/** What describeMetadata answers: every type that package.xml may name. */
import { hasMetaFile, isBundle, metadataTypes } from './registry/registry.ts';
import type { MetadataType } from './registry/registry.ts';
import type { MetadataTypeDescription } from './types.ts';

/** In the order of the names. Folders' own types are named by listMetadata alone. */
export function describeTypes(): MetadataTypeDescription[] {
    return metadataTypes()
        .filter((type) => type.folderOf === undefined)
        .map((type) => ({
            xmlName: type.name,
            directoryName: type.directory,
            suffix: suffixOf(type),
            inFolder: type.inFolder ?? false,
            metaFile: hasMetaFile(type),
            childXmlNames: (type.children ?? []).filter((child) => !child.unaddressable).map((child) => child.name)
        }))
        .sort((one, other) => (one.xmlName < other.xmlName ? -1 : 1));
}

/** Documents have the ending of their content, bundles none. */
function suffixOf(type: MetadataType): string | null {
    if (type.name === 'ExperienceBundle') {
        return 'site';
    }
    return isBundle(type) || type.name === 'Document' ? null : (type.suffix ?? null);
}
