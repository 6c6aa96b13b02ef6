/** System.ApexPages */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import type { ApexException } from '../../runtime/values/ApexException.ts';
import { libraryEnum } from '../support/enums.ts';
import { pageState } from '../support/pages.ts';
import type { ValueObject } from '../support/valueClass.ts';
import { pageMessage } from '../ApexPages/Message.ts';

export default library('System.ApexPages', {
    'static void addMessage(ApexPages.Message message)': (rt, message: ValueObject | null) => pageState(rt).messages.add(argument(message)),
    'static void addMessages(Object cause)': (rt, cause: ApexException | null) =>
        pageState(rt).messages.add(pageMessage(libraryEnum(rt, 'ApexPages.Severity', 'ERROR'), argument(cause).apexMessage)),
    'static PageReference currentPage()': (rt) => pageState(rt).current,
    'static List<ApexPages.Message> getMessages()': (rt) => pageState(rt).messages,
    'static Boolean hasMessages()': (rt) => pageState(rt).messages.size > 0,
    'static Boolean hasMessages(ApexPages.Severity severity)': (rt, severity: ApexEnum | null) =>
        pageState(rt).messages.items.some((message) => (message as ValueObject).fields.get('severity') === argument(severity))
});
