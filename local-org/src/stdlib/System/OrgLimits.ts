/** System.OrgLimits: what the org as a whole may do in a day or an hour, as a Developer Edition is allowed it. */
import { library } from '../../runtime/library.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { ApexMap } from '../../runtime/values/ApexMap.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';

/** Names and values as the REST resource `limits` has them; usage is not counted, so that a transaction sees the day's beginning. */
const LIMITS: Readonly<Record<string, number>> = {
    ActiveScratchOrgs: 3,
    ConcurrentAsyncGetReportInstances: 200,
    ConcurrentSyncReportRuns: 20,
    DailyApiRequests: 15000,
    DailyAsyncApexExecutions: 250000,
    DailyAsyncApexTests: 500,
    DailyBulkApiBatches: 15000,
    DailyBulkV2QueryFileStorageMB: 976562,
    DailyBulkV2QueryJobs: 10000,
    DailyDeliveredPlatformEvents: 10000,
    DailyDurableGenericStreamingApiEvents: 10000,
    DailyDurableStreamingApiEvents: 10000,
    DailyGenericStreamingApiEvents: 10000,
    DailyScratchOrgs: 6,
    DailyStandardVolumePlatformEvents: 10000,
    DailyStreamingApiEvents: 10000,
    DailyWorkflowEmails: 1000,
    DataStorageMB: 5,
    DurableStreamingApiConcurrentClients: 20,
    FileStorageMB: 20,
    HourlyAsyncReportRuns: 1200,
    HourlyDashboardRefreshes: 200,
    HourlyDashboardResults: 5000,
    HourlyDashboardStatuses: 999999999,
    HourlyODataCallout: 1000,
    HourlyPublishedPlatformEvents: 50000,
    HourlyPublishedStandardVolumePlatformEvents: 1000,
    HourlySyncReportRuns: 500,
    HourlyTimeBasedWorkflow: 50,
    MassEmail: 10,
    MonthlyPlatformEventsUsageEntitlement: 0,
    PermissionSets: 1500,
    SingleEmail: 15,
    StreamingApiConcurrentClients: 20
};

export class OrgLimit extends LibraryObject {
    readonly apexType = 'System.OrgLimit';
    readonly name: string;
    readonly limit: number;

    constructor(name: string, limit: number) {
        super();
        this.name = name;
        this.limit = limit;
    }
}

/** One object per limit and call, as everything that Apex is handed. */
const all = (): OrgLimit[] => Object.entries(LIMITS).map(([name, limit]) => new OrgLimit(name, limit));

export default library('System.OrgLimits', {
    'static List<OrgLimit> getAll()': () => new ApexList('System.OrgLimit', all()),
    'static Map<String,OrgLimit> getMap()': () =>
        new ApexMap(
            'String',
            'System.OrgLimit',
            all().map((each) => [each.name, each] as const)
        )
});
