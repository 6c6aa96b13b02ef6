import type { ClassRegistry } from './ClassRegistry.ts';
import { InternalError } from './errors.ts';
import { nn } from './operators.ts';
import { ApexEnum } from './values/ApexEnum.ts';
import { ApexException } from './values/ApexException.ts';
import { ApexList } from './values/ApexList.ts';

interface EnumType {
    typeName: string;
    constants: ApexEnum[];
    byName: Map<string, ApexEnum>;
}

/** Names of a platform enum's constants in order; undefined when it is none. */
export type LibraryEnums = (typeName: string) => readonly string[] | undefined;

/** One object per constant of every enum, of the project and of the platform. */
export class Enums {
    private readonly types = new Map<string, EnumType>();
    private readonly classes: ClassRegistry;
    private readonly library: LibraryEnums;

    constructor(classes: ClassRegistry, library: LibraryEnums) {
        this.classes = classes;
        this.library = library;
    }

    /** `names`: the constants, where the caller knows them. Null when there is no such enum. */
    find(typeName: string, names?: readonly string[]): EnumType | null {
        const key = typeName.toLowerCase();
        const known = this.types.get(key);
        if (known) {
            return known;
        }
        const meta = this.classes.meta(typeName);
        const constantNames = names ?? (meta?.kind === 'enum' ? meta.enumConstants : this.library(typeName));
        if (!constantNames) {
            return null;
        }
        const shown = meta?.name ?? typeName;
        const constants = constantNames.map((name, ordinal) => new ApexEnum(shown, name, ordinal));
        const type = { typeName: shown, constants, byName: new Map(constants.map((constant) => [constant.name.toLowerCase(), constant])) };
        this.types.set(key, type);
        return type;
    }

    constant(typeName: string, name: string, names?: readonly string[]): ApexEnum {
        const constant = this.find(typeName, names)?.byName.get(name.toLowerCase());
        if (!constant) {
            throw new InternalError(`No enum constant ${typeName}.${name}`);
        }
        return constant;
    }

    values(typeName: string, names?: readonly string[]): ApexList {
        const type = nn(this.find(typeName, names));
        return new ApexList(type.typeName, [...type.constants]);
    }

    valueOf(typeName: string, name: string | null, names?: readonly string[]): ApexEnum {
        const type = nn(this.find(typeName, names));
        const constant = type.byName.get(nn(name).toLowerCase());
        if (!constant) {
            throw ApexException.of('System.NoSuchElementException', `No enum constant ${type.typeName}.${name}`);
        }
        return constant;
    }

    /** A project's enum was changed. */
    forget(typeName: string): void {
        this.types.delete(typeName.toLowerCase());
    }
}
