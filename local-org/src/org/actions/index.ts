/** The Actions API over an org: lists, descriptions, invocations. */
import { UnsupportedError } from '../../runtime/errors.ts';
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import { describeInvocable, urlOf } from './describe.ts';
import type { ActionLine } from './describe.ts';
import { invocableMethods } from './invocable.ts';
import type { InvocableMethod } from './invocable.ts';
import { invokeMethod } from './invoke.ts';
import type { ActionInput, ActionResult } from './invoke.ts';
import { runStandardAction, STANDARD_ACTIONS, UNBUILT_ACTIONS } from './standard.ts';
import type { StandardAction } from './standard.ts';

export type { ActionResult } from './invoke.ts';

export type ActionKind = 'apex' | 'standard';

export class Actions {
    readonly #org: () => Assembly;

    /** @param org asked anew each time: a deployment replaces what an org is made of */
    constructor(org: () => Assembly) {
        this.#org = org;
    }

    list(userId: string, kind: ActionKind, version: string): ActionLine[] {
        return kind === 'apex'
            ? invocableMethods(this.#org(), userId).map(({ label, meta: { name } }) => ({
                  label,
                  name,
                  type: 'APEX',
                  url: urlOf(version, name)
              }))
            : STANDARD_ACTIONS.map(({ label, name, type }) => ({ label, name, type, url: standardUrl(version, name) }));
    }

    /** @throws RequestRefused NOT_FOUND for an action that is not there, or not for this user */
    describe(userId: string, kind: ActionKind, name: string, version: string): object {
        return kind === 'apex'
            ? describeInvocable(this.#org(), this.#apex(userId, name), version)
            : describeStandard(this.#standard(name), version);
    }

    /** One result for each input. @throws RequestRefused NOT_FOUND */
    invoke(userId: string, kind: ActionKind, name: string, inputs: readonly ActionInput[]): ActionResult[] {
        return kind === 'apex'
            ? invokeMethod(this.#org(), userId, this.#apex(userId, name), inputs)
            : runStandardAction(this.#org(), userId, this.#standard(name), inputs);
    }

    #apex(userId: string, name: string): InvocableMethod {
        const found = invocableMethods(this.#org(), userId).find((each) => each.meta.name.toLowerCase() === name.toLowerCase());
        if (!found) {
            throw new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
        }
        return found;
    }

    #standard(name: string): StandardAction {
        const found = STANDARD_ACTIONS.find((each) => each.name === name);
        if (!found) {
            throw UNBUILT_ACTIONS.has(name)
                ? new UnsupportedError(`the standard action ${name}`)
                : new RequestRefused('NOT_FOUND', 'The requested resource does not exist');
        }
        return found;
    }
}

function standardUrl(version: string, name: string): string {
    return `/services/data/v${version}/actions/standard/${name}`;
}

function describeStandard({ name, label, type, inputs, outputs }: StandardAction, version: string): object {
    const shown = (each: StandardAction['inputs'][number]): object => ({
        description: null,
        label: each.label,
        maxOccurs: each.many ? 2000 : 1,
        name: each.name,
        picklistValues: null,
        sobjectType: null,
        type: each.type
    });
    return {
        category: null,
        description: null,
        inputs: inputs.map((each) => ({ byteLength: 0, ...shown(each), required: each.required ?? false })),
        label,
        name,
        outputs: outputs.map(shown),
        standard: true,
        targetEntityName: null,
        type,
        url: standardUrl(version, name)
    };
}
