/** System.Id */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { idOf18, sameId, toId } from '../../runtime/values/ids.ts';

export default library('System.Id', {
    'Boolean equals(String other)': (_rt, self: string, other: string | null) => other !== null && (self === other || sameId(self, other)),
    'Schema.SObjectType getSobjectType()': (rt, self: string) => {
        const object = rt.schema.objectByKeyPrefix(self.slice(0, 3));
        if (!object) {
            throw ApexException.of('System.SObjectException', `Cannot locate Apex Type for ID: ${self}`);
        }
        return rt.objectToken(object.name);
    },
    'String to15()': (_rt, self: string) => self.slice(0, 15),
    'static Id valueOf(String text)': (_rt, text: string | null) => toId(argument(text)),
    'static Id valueOf(String text, Boolean restoreCasing)': (_rt, text: string | null, restoreCasing: boolean | null) => {
        const given = argument(text);
        // Casing can be restored from the 18-character form alone.
        if (argument(restoreCasing) && (given.length !== 18 || idOf18(given) === null)) {
            throw ApexException.of('System.StringException', `Invalid id: ${given}`);
        }
        return toId(given);
    }
});
