import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Decimal } from '../../src/runtime/values/Decimal.ts';
import { ApexException } from '../../src/runtime/values/ApexException.ts';
import type { RoundingModeName } from '../../src/runtime/values/Decimal.ts';
import { doubleText } from '../../src/runtime/values/ApexDouble.ts';

const d = (text: string): Decimal => Decimal.parse(text)!;

test('sums keep the larger scale, products add the scales', () => {
    assert.equal(d('1.10').add(d('2.2')).toString(), '3.30');
    assert.equal(d('1').subtract(d('0.001')).toString(), '0.999');
    assert.equal(d('1.10').multiply(d('2.0')).toString(), '2.200');
});

test('quotients have 34 digits, half even, and no surplus zeros', () => {
    assert.equal(d('1').divide(d('3')).toString(), '0.3333333333333333333333333333333333');
    assert.equal(d('2').divide(d('3')).toString(), '0.6666666666666666666666666666666667');
    assert.equal(d('-2').divide(d('3')).toString(), '-0.6666666666666666666666666666666667');
    assert.equal(d('7.0').divide(d('2')).toString(), '3.5');
    assert.equal(d('1.00').divide(d('4')).toString(), '0.25');
    assert.equal(d('100').divide(d('4')).toString(), '25');
    assert.equal(d('5.00').divide(d('1')).toString(), '5.00');
    assert.equal(d('0').divide(d('7')).toString(), '0');
    assert.equal(d('1').divide(d('-8')).toString(), '-0.125');
});

test('division by zero is a MathException', () => {
    assert.throws(
        () => d('1').divide(d('0.0')),
        (error: unknown) => error instanceof ApexException && error.typeName === 'System.MathException' && error.message === 'Divide by 0'
    );
});

test('rounding modes round as their names say', () => {
    const table: [RoundingModeName, string[]][] = [
        ['UP', ['6', '2', '-2', '-3']],
        ['DOWN', ['5', '1', '-1', '-2']],
        ['CEILING', ['6', '2', '-1', '-2']],
        ['FLOOR', ['5', '1', '-2', '-3']],
        ['HALF_UP', ['6', '1', '-1', '-3']],
        ['HALF_DOWN', ['5', '1', '-1', '-3']],
        ['HALF_EVEN', ['6', '1', '-1', '-3']]
    ];
    for (const [mode, expected] of table) {
        assert.deepEqual(
            ['5.5', '1.1', '-1.1', '-2.7'].map((text) => d(text).setScale(0, mode).toString()),
            expected,
            mode
        );
    }
    assert.equal(d('2.5').setScale(0, 'HALF_EVEN').toString(), '2');
    assert.equal(d('5.245').setScale(2, 'HALF_EVEN').toString(), '5.24');
});

test('text is plain, scientific only for very small numbers', () => {
    assert.equal(d('1000000000000000000000').toString(), '1000000000000000000000');
    assert.equal(d('0.00000012').toString(), '1.2E-7');
    assert.equal(d('0.00000012').toPlainString(), '0.00000012');
    assert.equal(d('1E3').toString(), '1000');
    assert.equal(d('-0.5').toString(), '-0.5');
});

test('comparison ignores the scale', () => {
    assert.equal(d('1.0').compare(d('1.00')), 0);
    assert.equal(d('-1').compare(d('0.5')), -1);
});

test('from a double by its shortest text', () => {
    assert.equal(Decimal.ofDouble(0.1).toString(), '0.1');
    assert.equal(Decimal.ofDouble(3).toString(), '3.0');
    assert.equal(Decimal.ofDouble(1e-10).toPlainString(), '0.0000000001');
});

test('doubles print as Java prints them', () => {
    assert.deepEqual([1, 0.5, 1e7, 12345678, 0.0001, -0, 100].map(doubleText), [
        '1.0',
        '0.5',
        '1.0E7',
        '1.2345678E7',
        '1.0E-4',
        '-0.0',
        '100.0'
    ]);
});
