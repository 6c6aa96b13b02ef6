/** System.Boolean */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { textOf } from '../../runtime/values/text.ts';

export default library('System.Boolean', {
    'static Boolean valueOf(Object value)': (_rt, value: unknown) => {
        const given = argument(value);
        if (typeof given === 'boolean') {
            return given;
        }
        if (typeof given === 'string') {
            return given.toLowerCase() === 'true';
        }
        throw ApexException.of('System.TypeException', `Invalid boolean: ${textOf(given)}`);
    }
});
