/** System.SelectOption */
import { library } from '../../runtime/library.ts';
import { ValueObject, valueClass } from '../support/valueClass.ts';

function option(value: string | null, label: string | null, disabled: boolean | null = false): ValueObject {
    return new ValueObject('System.SelectOption', [
        ['value', value],
        ['label', label],
        ['disabled', disabled],
        ['escapeitem', true]
    ]);
}

const { 'new()': _never, ...members } = valueClass('System.SelectOption').bodies;

export default library('System.SelectOption', {
    'new(String value, String label)': (_rt, value: string | null, label: string | null) => option(value, label),
    'new(String value, String label, Boolean disabled)': (_rt, value: string | null, label: string | null, disabled: boolean | null) =>
        option(value, label, disabled),
    ...members
});
