import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectOrg } from '../stdlib/projectOrg.ts';

test('a queueable keeps its cursor', (context) => {
    const { org, say } = projectOrg(context, {
        'app/classes/Walk.cls': `public class Walk implements Queueable {
            private Database.Cursor rows; private Integer at = 0;
            public Walk(Database.Cursor rows) { this.rows = rows; }
            public void execute(QueueableContext context) {
                for (SObject row : rows.fetch(at, 1)) { row.put('Description', 'seen ' + at); update row; }
                at++;
                if (at < rows.getNumRecords()) { System.enqueueJob(this); }
            }
        }`
    });
    say(`insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b'), new Account(Name = 'c') };`);
    say(
        `System.enqueueJob(new Walk(Database.getCursorWithBinds('SELECT Name FROM Account WHERE Name != :no ORDER BY Name', new Map<String, Object>{ 'no' => 'b' }, AccessLevel.SYSTEM_MODE)));`
    );
    while (org.runNextJob());
    assert.deepEqual(
        say(
            `for (Account each : [SELECT Name, Description FROM Account ORDER BY Name]) { System.debug(each.Name + ' ' + each.Description); }`
        ),
        ['a seen 0', 'b null', 'c seen 1']
    );
});
