import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classT, compile, orgOf, run } from './apex.ts';
import type { FakeOrg } from '../runtime/fakes.ts';

function failureOf(org: FakeOrg): { typeName: string; message: string; stackTrace: string; line: number | null } {
    return org.runtime.runInTransaction(org.transaction(), () => {
        try {
            org.runtime.callStatic('T', 'm_run');
        } catch (error) {
            return org.runtime.explain(error);
        }
        assert.fail('nothing was thrown');
    });
}

describe('lines', () => {
    const source = classT(
        '// a comment',
        'public class T {',
        '    public class Halves {',
        '        public Integer half(Integer n) {',
        '            return',
        '                1 / n;',
        '        }',
        '    }',
        '    static Integer Deep(Integer n) {',
        '        Integer a =',
        '            new Halves()',
        '                .half(n);',
        '        return a;',
        '    }',
        '',
        '    public static Object run() {',
        '        try {',
        '            Deep(0);',
        '        } catch (NullPointerException e) {',
        '            return 1;',
        '        } finally {',
        '            Integer done = 1;',
        '        }',
        '        return 2;',
        '    }',
        '}'
    );

    it('are those of the source in stack traces, methods as declared', () => {
        const { typeName, stackTrace, line } = failureOf(orgOf(source));
        assert.equal(typeName, 'System.MathException');
        assert.equal(line, 5);
        assert.deepEqual(stackTrace.split('\n'), [
            'Class.T.Halves.half: line 5, column 1',
            'Class.T.Deep: line 12, column 1',
            'Class.T.run: line 18, column 1'
        ]);
    });

    it('are what getLineNumber and getStackTraceString say', () => {
        const org = orgOf(
            classT(
                'public class T {',
                '    public static Object run() {',
                '        try {',
                '            throw new IllegalArgumentException();',
                '        } catch (Exception e) {',
                '            return e.getLineNumber() + e.getStackTraceString();',
                '        }',
                '    }',
                '}'
            )
        );
        assert.equal(run(org), '4Class.T.run: line 4, column 1');
    });

    it('count for coverage where statements stand', () => {
        const [module] = compile([source]);
        assert.deepEqual(
            [...module.coverageLines].sort((a, b) => a - b),
            [5, 10, 13, 17, 18, 20, 22, 24]
        );
        const org = orgOf(source);
        failureOf(org);
        const lines = org.runtime.lineCoverage.snapshot().get('classes/T.cls') ?? new Map<number, number>();
        assert.deepEqual(
            [...lines].filter(([, count]) => count > 0).map(([line]) => line),
            [17, 18, 10, 5, 22].sort((a, b) => [...lines.keys()].indexOf(a) - [...lines.keys()].indexOf(b))
        );
        org.runtime.lineCoverage.reset();
        assert.ok([...(org.runtime.lineCoverage.snapshot().get('classes/T.cls')?.values() ?? [])].every((count) => count === 0));
    });
});
