/** System.AccessLevel */
import { library } from '../../runtime/library.ts';
import { AccessLevel } from '../support/AccessLevel.ts';

export default library('System.AccessLevel', {
    'static get AccessLevel USER_MODE': () => AccessLevel.USER,
    'static get AccessLevel SYSTEM_MODE': () => AccessLevel.SYSTEM
});
