/** What the HTTP thread asks of an org on its own account. */
import type { LocalOrg } from '../localOrg.ts';
import type { Answers, Question } from './protocol.ts';

export function answerQuestion(org: LocalOrg, question: Question): Answers[keyof Answers] {
    const { hub } = org;
    switch (question.about) {
        case 'user':
            return org.hasUser(question.username);
        case 'authorizationCode':
            return org.oauth.authorizationCode(question);
        case 'signup':
            return !hub!.usernameWasUsed(question.username, question.infoId);
        case 'signupDone':
            hub!.created(question.infoId, question.created);
            return null;
        case 'signupFailed':
            hub!.failed(question.infoId, question.errorCode);
            return null;
        case 'removalDone':
            hub!.removed(question.organizationId);
            return null;
        case 'activeScratchOrgs':
            return hub!.activeScratchOrgs();
    }
}
