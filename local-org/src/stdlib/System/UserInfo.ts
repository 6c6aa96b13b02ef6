/** System.UserInfo */
import { UnsupportedError } from '../../runtime/errors.ts';
import { library } from '../../runtime/library.ts';
import { TimeZone } from '../support/TimeZone.ts';
import { currentUser, organization } from '../support/user.ts';

export default library('System.UserInfo', {
    'static String getDefaultCurrency()': (rt) => organization(rt).defaultCurrency,
    'static String getFirstName()': (rt) => currentUser(rt).firstName,
    'static String getLanguage()': (rt) => currentUser(rt).language,
    'static String getLastName()': (rt) => currentUser(rt).lastName,
    'static String getLocale()': (rt) => currentUser(rt).locale,
    'static String getName()': (rt) => currentUser(rt).name,
    'static String getOrganizationId()': (rt) => organization(rt).id,
    'static String getOrganizationName()': (rt) => organization(rt).name,
    'static String getProfileId()': (rt) => currentUser(rt).profileId,
    'static String getSessionId()': (rt) => {
        const port = rt.tx.ports.identity;
        if (!port?.sessionId) {
            throw new UnsupportedError('System.UserInfo.getSessionId()');
        }
        return port.sessionId(rt.tx);
    },
    'static TimeZone getTimeZone()': (rt) => new TimeZone(currentUser(rt).timeZone),
    'static String getUiTheme()': () => 'Theme4d',
    'static String getUiThemeDisplayed()': () => 'Theme4d',
    'static String getUserEmail()': (rt) => currentUser(rt).email,
    'static String getUserId()': (rt) => rt.tx.userId,
    'static String getUserName()': (rt) => currentUser(rt).userName,
    'static String getUserRoleId()': (rt) => currentUser(rt).roleId,
    'static String getUserType()': (rt) => currentUser(rt).userType,
    'static Boolean isMultiCurrencyOrganization()': (rt) => organization(rt).multiCurrency
});
