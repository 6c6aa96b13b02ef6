/** Where a component lies in metadata format. */
import type { MetadataType } from '../registry/registry.ts';
import { isBundle, metadataType } from '../registry/registry.ts';

/** What a deployment calls the component's file: `classes/Hello.cls`, `lwc/hello`, `reports/Team`. */
export function metadataPathOf(type: MetadataType, fullName: string): string {
    const name = type.name === 'Territory2' || type.name === 'Territory2Rule' ? fullName.slice(fullName.indexOf('.') + 1) : fullName;
    const directory = directoryOf(type, fullName);
    if (isBundle(type) || type.folderOf !== undefined || type.name === 'Document') {
        return `${directory}/${name}`;
    }
    return `${directory}/${name}.${type.suffix ?? (type.name === 'ExperienceBundle' ? 'site' : '')}`;
}

function directoryOf(type: MetadataType, fullName: string): string {
    if (type.name === 'Territory2' || type.name === 'Territory2Rule') {
        return `territory2Models/${fullName.slice(0, fullName.indexOf('.'))}/${type.directory}`;
    }
    if (type.name === 'Territory2Model') {
        return `territory2Models/${fullName}`;
    }
    return type.folderOf === undefined ? type.directory : (metadataType(type.folderOf)?.directory ?? type.directory);
}
