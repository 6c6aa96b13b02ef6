/** Source format → metadata format: the files of one component, whatever their number, become what an archive holds. */
import { META } from '../layout/ownerOf.ts';
import { metadataPathOf } from '../layout/metadataPath.ts';
import type { MetadataType } from '../registry/registry.ts';
import { childFullName, isBundle } from '../registry/registry.ts';
import type { ComponentFile, SourceComponent } from '../types.ts';
import { parseXmlTree } from '../xmlTree.ts';
import { writeXml } from '../xmlWriter.ts';
import { bundleChildren, childrenOf, isMerged, mergeContainers } from './containers.ts';
import { recompose } from './decomposed.ts';
import { resourceContent } from './staticResource.ts';

/** A file of a component on disk. `inner` is its path from the type's directory: `hello/hello.js` of `…/lwc/hello/hello.js`. */
export interface OwnedFile {
    inner: string;
    content: Uint8Array;
    child?: { type: string; name: string };
}

/** @throws XmlSyntaxError when a file that must be taken apart is no XML */
export function toMetadataFormat(type: MetadataType, fullName: string, files: readonly OwnedFile[]): SourceComponent {
    const component = (name: string, made: ComponentFile[], children: SourceComponent['children'] = []): SourceComponent => ({
        type: type.name,
        fullName: name,
        files: made,
        metadataPath: metadataPathOf(type, name),
        children,
        whole: true
    });
    if (type.files === 'decomposed') {
        return recomposed(type, fullName, files, component);
    }
    if (type.name === 'StaticResource') {
        return component(fullName, resource(fullName, files));
    }
    if (type.name === 'Document') {
        return document(type, files, component);
    }
    if (type.children && isMerged(type)) {
        return container(type, fullName, files, component);
    }
    const directory = type.folderOf ? `${type.directory}/` : directoryOf(type, fullName);
    const made = files.map(({ inner, content }) => ({ path: `${directory}${packageName(type, inner)}`, content }));
    const paths = made.map(({ path }) => path);
    return component(fullName, made, isBundle(type) ? bundleChildren(type, fullName, paths) : []);
}

type Make = (name: string, files: ComponentFile[], children?: SourceComponent['children']) => SourceComponent;

function recomposed(type: MetadataType, fullName: string, files: readonly OwnedFile[], make: Make): SourceComponent {
    const parent = files.find(({ child }) => !child);
    const children = files.filter(({ child }) => child).map(({ content, child }) => ({ ...child!, content }));
    const root = recompose(type, parent?.content, children);
    const path = metadataPathOf(type, fullName);
    return make(fullName, [{ path, content: writeXml(root) }], childrenOf(type, fullName, root));
}

/** Several files of labels are one. */
function container(type: MetadataType, fullName: string, files: readonly OwnedFile[], make: Make): SourceComponent {
    const trees = files.map(({ content }) => parseXmlTree(new TextDecoder().decode(content)));
    const root = trees.reduce((all, each) => mergeContainers(type, all, each));
    const content = files.length === 1 ? files[0].content : writeXml(root);
    return make(fullName, [{ path: metadataPathOf(type, fullName), content }], childrenOf(type, fullName, root));
}

function resource(name: string, files: readonly OwnedFile[]): ComponentFile[] {
    const meta = files.find(({ inner }) => inner === `${name}.resource${META}`);
    const contents = files.filter((file) => file !== meta);
    const inFolder = contents.filter(({ inner }) => inner.startsWith(`${name}/`));
    const path = `staticresources/${name}.resource`;
    const made: ComponentFile[] = meta ? [{ path: `${path}${META}`, content: meta.content }] : [];
    if (contents.length > 0) {
        const parts = inFolder.map(({ inner, content }) => ({ path: inner.slice(name.length + 1), content }));
        made.unshift({
            path,
            content: resourceContent(inFolder.length > 0 ? parts : [{ path, content: contents[0].content }], inFolder.length > 0)
        });
    }
    return made;
}

/** A document's name has the ending of its content. */
function document(type: MetadataType, files: readonly OwnedFile[], make: Make): SourceComponent {
    const meta = files.find(({ inner }) => inner.endsWith(META));
    const content = files.find((file) => file !== meta);
    const name = content?.inner ?? meta!.inner.slice(0, -META.length);
    const path = `${type.directory}/${name}`;
    return make(name, [
        ...(content ? [{ path, content: content.content }] : []),
        ...(meta ? [{ path: `${path}${META}`, content: meta.content }] : [])
    ]);
}

function directoryOf(type: MetadataType, fullName: string): string {
    const path = metadataPathOf(type, fullName);
    // Types in folders and bundles keep what stands between.
    return type.inFolder || type.files !== undefined ? `${type.directory}/` : path.slice(0, path.lastIndexOf('/') + 1);
}

/** The file's name in a package: one XML file loses `-meta.xml`, a folder's its ending. */
function packageName(type: MetadataType, inner: string): string {
    if (type.folderOf !== undefined) {
        return inner.replace(/\.[A-Za-z]*Folder-meta\.xml$/, META);
    }
    const single = type.files === undefined || type.files === 'default';
    const name = type.inFolder || !(single || type.files === 'matchingContentFile') ? inner : inner.slice(inner.lastIndexOf('/') + 1);
    return single && name.endsWith(META) ? name.slice(0, -META.length) : name;
}

/** The full name of a child that the owner of its file has. */
export function fullNameOfChild(type: MetadataType, fullName: string, child: { type: string; name: string }): string {
    const known = type.children?.find(({ name }) => name === child.type);
    return known ? childFullName(known, fullName, child.name) : child.name;
}
