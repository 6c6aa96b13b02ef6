/**
 * Calls on collections whose arguments the platform checks more strictly, or more loosely, than their signatures say.
 */
import type { Call } from '../../language/ast.ts';
import { isAssignable } from '../assignable.ts';
import { libraryCandidates, libraryTypeOf } from '../members.ts';
import type { Candidate } from '../members.ts';
import { isText, listOf, sameType, typeName } from '../typeName.ts';
import type { ApexType } from '../types.ts';
import type { Context } from './context.ts';
import { report } from './context.ts';

/** undefined: nothing special; 'wrong': reported; else the overload that is meant. */
export function checkCollectionCall(context: Context, e: Call, type: ApexType, args: readonly ApexType[]): Candidate | 'wrong' | undefined {
    const name = e.name.toLowerCase();
    const arg = args.length === 1 ? args[0]! : undefined;
    if (!arg || arg.kind === 'null' || arg.kind === 'error') {
        return undefined;
    }
    if (type.kind === 'set' && ALL.has(name) && (arg.kind === 'list' || arg.kind === 'soqlResult')) {
        if (!sameType(arg.element, type.element) && isAssignable(context.universe, arg, listOf(type.element))) {
            report(context, e.at, `Illegal all method call for argument type, ${typeName(arg)}, for collection: ${typeName(type)}`);
            return 'wrong';
        }
    }
    if (type.kind === 'map' && name === 'putall' && (arg.kind === 'list' || arg.kind === 'soqlResult')) {
        if (!isRecordMap(context, type, arg.element)) {
            report(context, e.at, `Invalid putAll type ${typeName(arg)} found for ${typeName(type)}`);
            return 'wrong';
        }
        return overload(context, type, name, (parameter) => parameter.kind === 'list');
    }
    if (type.kind === 'list' && name === 'addall' && arg.kind === 'list' && isAssignable(context.universe, arg, listOf(type.element))) {
        return overload(context, type, name, (parameter) => parameter.kind === 'list');
    }
    return undefined;
}

const ALL = new Set(['addall', 'retainall', 'removeall', 'containsall']);

/** May records of `element` fill this map by their Ids? */
export function isRecordMap(context: Context, map: ApexType & { kind: 'map' }, element: ApexType): boolean {
    return (
        isText(map.key) && map.value.kind === 'sobject' && element.kind === 'sobject' && isAssignable(context.universe, element, map.value)
    );
}

function overload(context: Context, type: ApexType, name: string, wanted: (parameter: ApexType) => boolean): Candidate | undefined {
    const library = libraryTypeOf(context.universe, type);
    return library
        ? libraryCandidates(context.universe, library.type, library.args, name).find(
              (candidate) => candidate.parameters.length === 1 && wanted(candidate.parameters[0]!)
          )
        : undefined;
}
