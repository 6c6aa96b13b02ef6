/** A seeded local org for a story test, and the moves that the stories are made of. */
import { LocalOrgProcess } from '../../org/LocalOrgProcess.ts';
import { Offboardings } from '../../org/Offboardings.ts';
import type { Plan, Progress } from '../../org/Offboardings.ts';
import { OrgClient, quoted } from '../../org/OrgClient.ts';
import type { QueryRow } from '../../org/OrgClient.ts';
import { STORY, usernameOf } from '../../seed/plan.ts';
import { seed } from '../../seed/seed.ts';

export type { Plan } from '../../org/Offboardings.ts';

export class StoryOrg {
    readonly process: LocalOrgProcess;
    readonly admin: OrgClient;
    readonly operator: OrgClient;
    readonly leaver: string;
    readonly successor: string;
    private readonly offboardings: Offboardings;

    private constructor(process: LocalOrgProcess, admin: OrgClient, operator: OrgClient, leaver: string, successor: string) {
        this.process = process;
        this.admin = admin;
        this.operator = operator;
        this.leaver = leaver;
        this.successor = successor;
        this.offboardings = new Offboardings(operator);
    }

    /** @param options `runJobs: false`: the test itself runs the queue, one transaction at a time; `pageLater: false`: it looks at the page */
    static async start(options: { runJobs?: boolean; database?: string | null; pageLater?: boolean } = {}): Promise<StoryOrg> {
        const process = await LocalOrgProcess.start({
            database: options.database ?? null,
            port: 0,
            runJobs: options.runJobs,
            pageLater: options.pageLater ?? true
        });
        try {
            const admin = await OrgClient.signIn(process.url, null);
            if (process.created) {
                await seed(admin, { sessions: true });
            }
            const operator = await OrgClient.signIn(process.url, usernameOf(STORY.operator));
            const person = async (key: string): Promise<string> =>
                (await admin.query(`SELECT Id FROM User WHERE Username = ${quoted(usernameOf(key))}`))[0].Id;
            return new StoryOrg(process, admin, operator, await person(STORY.leaver), await person(STORY.successor));
        } catch (error) {
            await process.stop();
            throw error;
        }
    }

    plan(): Promise<Plan> {
        return this.offboardings.plan(this.leaver, this.successor);
    }

    planReturn(offboardingId: string): Promise<Plan> {
        return this.offboardings.planReturn(offboardingId);
    }

    start(plan: Plan): Promise<Progress> {
        return this.offboardings.start(plan);
    }

    progress(offboardingId: string): Promise<Progress> {
        return this.offboardings.progress(offboardingId);
    }

    resume(offboardingId: string): Promise<Progress> {
        return this.offboardings.resume(offboardingId);
    }

    /** Leaves a live session of the leaver behind. */
    async signInLeaver(): Promise<void> {
        await OrgClient.signIn(this.process.url, usernameOf(STORY.leaver));
    }

    /** Runs one transaction of the queue; what ran next is answered, null when nothing was due. */
    async runNext(): Promise<boolean> {
        return ((await this.admin.send('POST', '/local/jobs/next')) as { ran: boolean }).ran;
    }

    /** Runs until nothing is due; returns how many transactions ran. */
    async drain(): Promise<number> {
        let count = 0;
        while (await this.runNext()) {
            count++;
        }
        return count;
    }

    async loseJobs(): Promise<number> {
        return ((await this.admin.send('POST', '/local/jobs/lose')) as { lost: number }).lost;
    }

    steps(offboardingId: string): Promise<QueryRow[]> {
        return this.admin.query(
            `SELECT Key__c, Status__c, Found__c, Done__c, Failed__c, Halvings__c, Message__c FROM Offboarding_Step__c WHERE Offboarding__c = ${quoted(offboardingId)} ORDER BY Order__c`
        );
    }

    journal(offboardingId: string): Promise<QueryRow[]> {
        return this.admin.query(
            `SELECT Step_Key__c, Kind__c, Object__c, Field__c, From__c, To__c, State__c, Count__c, Record_Ids__c, Rows__c FROM Offboarding_Change__c WHERE Offboarding__c = ${quoted(offboardingId)} ORDER BY Name`
        );
    }

    stop(): Promise<void> {
        return this.process.stop();
    }
}
