import { json } from '../protocol.ts';
import type { Route } from './router.ts';

/** Whether the queue runs by itself between requests. */
export interface JobControl {
    running: boolean;
    pumping: boolean;
    /** Milliseconds before each job; absent or 0: at once. */
    pause?: number;
}

/**
 * The queue from outside, for tests that interrupt runs: stop it, run one transaction at a time, or lose
 * what waits as a crash would. A real org has no such door, and nothing of the app knows of it.
 */
export const jobRoutes: Route[] = [
    { method: 'GET', pattern: /^\/local\/jobs$/, handle: ({ org, jobs }) => json(200, { running: jobs.running, next: org.nextJob() }) },
    {
        method: 'POST',
        pattern: /^\/local\/jobs\/pause$/,
        handle: ({ jobs }) => {
            jobs.running = false;
            return json(200, { running: false });
        }
    },
    {
        method: 'POST',
        pattern: /^\/local\/jobs\/resume$/,
        handle: ({ jobs }) => {
            jobs.running = true;
            return json(200, { running: true });
        }
    },
    { method: 'POST', pattern: /^\/local\/jobs\/next$/, handle: ({ org }) => json(200, { ran: org.runNextJob(), next: org.nextJob() }) },
    { method: 'POST', pattern: /^\/local\/jobs\/lose$/, handle: ({ org }) => json(200, { lost: org.loseJobs() }) },
    { method: 'GET', pattern: /^\/local\/usage$/, handle: ({ org }) => json(200, org.usage()) },
    {
        method: 'DELETE',
        pattern: /^\/local\/usage$/,
        handle: ({ org }) => {
            org.resetUsage();
            return json(200, {});
        }
    }
];
