/** What tests without the org's data are refused. */
import type { Transaction } from './Transaction.ts';
import { ApexException } from './values/ApexException.ts';

/**
 * Connect in Apex works on the org's own data: nothing of it is built here, and a test without them is refused it anyway.
 * Source: Apex Developer Guide, "Testing ConnectApi Code"; apex-recipes tells the two kinds of tests apart by it.
 *
 * @param key of a method: `ConnectApi.ChatterUsers.getFollowings(String,String)`
 */
export function refuseInSiloedTest(transaction: () => Transaction, key: string): void {
    if (/^ConnectApi\.\w+\.\w+\(/.test(key) && transaction().isTest && !transaction().seesAllData) {
        throw ApexException.of(
            'System.UnsupportedOperationException',
            'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
        );
    }
}
