import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { library, LibraryTable, normalizeKey, parseSignature } from '../../src/runtime/library.ts';
import type { OrgRuntime } from '../../src/runtime/OrgRuntime.ts';

const NO_RUNTIME = null as unknown as OrgRuntime;

describe('signature texts', () => {
    const cases: [text: string, key: string, isStatic: boolean][] = [
        ['static String valueOf(Object value)', 'System.X.valueOf(Object)', true],
        ['String toUpperCase()', 'System.X.toUpperCase()', false],
        ['void putAll(Map<Id, List<Account>> records, Boolean all)', 'System.X.putAll(Map<Id,List<Account>>,Boolean)', false],
        ['static Map<String, Object> of(String[] names)', 'System.X.of(String[])', true],
        ['new(String message, Exception cause)', 'System.X.<init>(String,Exception)', false],
        ['get String name', 'get System.X.name', false],
        ['static set List<Account> items', 'set System.X.items', true],
        ['get System.Foo.bar', 'get System.Foo.bar', false],
        ['String join(Object, String)', 'System.X.join(Object,String)', false]
    ];
    for (const [text, key, isStatic] of cases) {
        it(text, () => {
            const signature = parseSignature('System.X', text);
            assert.equal(signature.key, key);
            assert.equal(signature.isStatic, isStatic);
        });
    }

    it('says what it cannot read', () => {
        assert.throws(() => parseSignature('System.X', 'not a signature('), /Not a signature of System\.X/);
    });
});

describe('finding bodies', () => {
    const table = new LibraryTable([
        library('System.Queueable', { 'void execute(QueueableContext context)': () => 'executed' }),
        library('System.Queueable', { 'get Integer depth': () => 7 })
    ]);

    it('takes the System namespace of parameters as said or left out', () => {
        assert.equal(table.body('System.Queueable.execute(System.QueueableContext)')?.(NO_RUNTIME), 'executed');
        assert.equal(normalizeKey('System.List.add(List<System.Account>)'), 'system.list.add(list<account>)');
    });

    it('adds the parts of a class together', () => {
        assert.equal(table.body('get System.Queueable.depth')?.(NO_RUNTIME), 7);
        assert.equal(table.has('System.Queueable.depth'), true);
    });

    it('knows nothing of others', () => {
        assert.equal(table.has('System.Queueable.execute()'), false);
        assert.equal(table.body('System.Nothing.x()'), undefined);
    });
});
