/** Named sets of test classes: ApexTestSuite and TestSuiteMembership. */
import type { Assembly } from '../assemble.ts';
import { RequestRefused } from '../records.ts';
import type { Row } from './rowQuery.ts';
import { apiTime, missing, sameId, ToolingIds } from './ToolingTable.ts';
import type { ToolingTable } from './ToolingTable.ts';

export class TestSuites {
    readonly #org: Assembly;
    readonly #ids = new ToolingIds();
    #suites: Row[] = [];
    #members: Row[] = [];

    constructor(org: Assembly) {
        this.#org = org;
    }

    tables(): ToolingTable[] {
        return [
            {
                name: 'ApexTestSuite',
                keyPrefix: '05F',
                fields: ['Id', 'TestSuiteName', 'CreatedDate'],
                rows: () => this.#suites,
                write: {
                    create: (values) => this.#create(values),
                    remove: (id) => {
                        this.#suites = this.#suites.filter((each) => !sameId(each.Id, id));
                        this.#members = this.#members.filter((each) => !sameId(each.ApexTestSuiteId, id));
                    }
                }
            },
            {
                name: 'TestSuiteMembership',
                keyPrefix: '05D',
                fields: ['Id', 'ApexClassId', 'ApexTestSuiteId', 'CreatedDate'],
                rows: () => this.#members,
                write: {
                    create: (values) => this.#add(values),
                    remove: (id) => void (this.#members = this.#members.filter((each) => !sameId(each.Id, id)))
                }
            }
        ];
    }

    /**
     * The classes of a suite by its name or Id.
     *
     * @throws RequestRefused when there is none
     */
    classIds(nameOrId: string): string[] {
        const suite = this.#suites.find(
            (each) => String(each.TestSuiteName).toLowerCase() === nameOrId.toLowerCase() || sameId(each.Id, nameOrId)
        );
        if (!suite) {
            throw new RequestRefused(
                'INVALID_INPUT',
                `This suite name's value is invalid: ${nameOrId}. Provide the name of an Apex test suite.`
            );
        }
        return this.#members.filter((each) => sameId(each.ApexTestSuiteId, suite.Id)).map((each) => String(each.ApexClassId));
    }

    #create(values: Row): string {
        const name = values.TestSuiteName;
        if (typeof name !== 'string' || name === '') {
            throw missing('TestSuiteName');
        }
        if (this.#suites.some((each) => String(each.TestSuiteName).toLowerCase() === name.toLowerCase())) {
            throw new RequestRefused('DUPLICATE_VALUE', `duplicate value found: TestSuiteName duplicates value on record with id: ${name}`);
        }
        const Id = this.#ids.next('05F');
        this.#suites.push({ Id, TestSuiteName: name, CreatedDate: apiTime(this.#org.now()) });
        return Id;
    }

    #add(values: Row): string {
        const needed = ['ApexClassId', 'ApexTestSuiteId'].filter((name) => (values[name] ?? '') === '');
        if (needed.length > 0) {
            throw missing(...needed);
        }
        const suite = this.#suites.find((each) => sameId(each.Id, values.ApexTestSuiteId));
        const apexClass = this.#org.store.get(
            `SELECT Id AS id FROM ApexClass WHERE substr(Id, 1, 15) = ?`,
            String(values.ApexClassId).slice(0, 15)
        );
        if (!suite || !apexClass) {
            throw new RequestRefused('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
        }
        const Id = this.#ids.next('05D');
        this.#members.push({ Id, ApexClassId: String(apexClass.id), ApexTestSuiteId: suite.Id, CreatedDate: apiTime(this.#org.now()) });
        return Id;
    }
}
