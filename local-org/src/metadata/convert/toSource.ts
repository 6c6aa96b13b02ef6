/** Metadata format → source format. */
import { META } from '../layout/ownerOf.ts';
import type { MetadataType } from '../registry/registry.ts';
import { metadataType } from '../registry/registry.ts';
import type { ComponentFile, SourceComponent } from '../types.ts';
import { UnsupportedMetadataError } from '../errors.ts';
import { parseXmlTree } from '../xmlTree.ts';
import type { XmlNode } from '../xmlTree.ts';
import { writeXml } from '../xmlWriter.ts';
import { isMerged, mergeContainers } from './containers.ts';
import { decompose } from './decomposed.ts';
import { resourceToSource } from './staticResource.ts';

/**
 * The source-format files of a component in metadata format, paths relative to a package directory's `main/default`. Where a
 * deployment adds to what there is (labels, workflows, sharing rules, profiles …), what `existing` knows of the path is merged.
 *
 * @throws XmlSyntaxError, PackageError for a resource whose archive is broken; check the component first
 */
export function toSourceFormat(component: SourceComponent, existing: (path: string) => Uint8Array | null = () => null): ComponentFile[] {
    const type = metadataType(component.type);
    if (!type) {
        throw new UnsupportedMetadataError(`metadata type ${component.type}`);
    }
    if (type.name === 'StaticResource') {
        const meta = component.files.find(({ path }) => path.endsWith(META));
        const content = component.files.find(({ path }) => !path.endsWith(META));
        return meta && content ? resourceToSource(component.fullName, content.content, meta.content) : [...component.files];
    }
    if (type.files === 'decomposed') {
        return component.files.flatMap(({ content }) => decompose(type, component.fullName, tree(content), component.whole));
    }
    return component.files.map(({ path, content }) => {
        const target = sourcePath(type, path);
        const there = isMerged(type) ? existing(target) : null;
        return { path: target, content: there ? writeXml(mergeContainers(type, tree(there), tree(content))) : content };
    });
}

/** Where a file of metadata format lies in source format, when it is one file there, too. */
function sourcePath(type: MetadataType, path: string): string {
    if (type.folderOf !== undefined) {
        return `${path.slice(0, -META.length)}.${type.suffix}${META}`;
    }
    if (type.name === 'Document' && path.endsWith(META)) {
        return `${path.slice(0, -META.length).replace(/\.[^./]*$/, '')}.${type.suffix}${META}`;
    }
    const single = type.files === undefined || type.files === 'default';
    return single && !path.endsWith(META) ? `${path}${META}` : path;
}

function tree(content: Uint8Array): XmlNode {
    return parseXmlTree(new TextDecoder().decode(content));
}
