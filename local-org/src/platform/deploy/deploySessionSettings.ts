/** How long a session lives without use: Setup > Session Settings, as Security.settings has it. */
import { xmlChild, xmlText } from '../../schema/xml.ts';
import { keepSessionSeconds } from '../users/sessions.ts';
import type { DeployContext } from './deployPlatform.ts';

const MINUTE = 60;

/** The Metadata API's SessionTimeout. */
const TIMEOUTS: Readonly<Record<string, number>> = {
    FifteenMinutes: 15 * MINUTE,
    ThirtyMinutes: 30 * MINUTE,
    SixtyMinutes: 60 * MINUTE,
    NinetyMinutes: 90 * MINUTE,
    TwoHours: 120 * MINUTE,
    FourHours: 240 * MINUTE,
    EightHours: 480 * MINUTE,
    TwelveHours: 720 * MINUTE,
    TwentyFourHours: 1_440 * MINUTE
};

/** Sessions that are open keep the time that they were given. */
export function deploySessionSettings({ store, project, problem }: DeployContext): void {
    const file = project.metadata.find(({ type, fullName }) => type === 'SecuritySettings' && fullName === 'Security');
    const settings = file && xmlChild(file.content, 'sessionSettings');
    const timeout = settings && xmlText(settings, 'sessionTimeout');
    if (timeout !== undefined && !(timeout in TIMEOUTS)) {
        problem(file!, `'${timeout}' is not a valid value for the enum 'SessionTimeout'`);
        return;
    }
    keepSessionSeconds(store, timeout === undefined ? null : TIMEOUTS[timeout]!);
}
