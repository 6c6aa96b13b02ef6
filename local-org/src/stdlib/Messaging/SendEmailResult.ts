/** Messaging.SendEmailResult: refused emails throw, so results are successes. */
import { library } from '../../runtime/library.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';

export default library('Messaging.SendEmailResult', {
    'get List<Messaging.SendEmailError> Errors': () => new ApexList('Messaging.SendEmailError'),
    'get Boolean Success': () => true,
    'List<Messaging.SendEmailError> getErrors()': () => new ApexList('Messaging.SendEmailError'),
    'Boolean isSuccess()': () => true
});
