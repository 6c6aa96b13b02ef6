import { apexCases } from './apexCases.ts';

apexCases('Numbers: parsing', [
    ["return Integer.valueOf('42') + Integer.valueOf(7.9);", '49'],
    ["return Integer.valueOf('4x');", 'System.TypeException: Invalid integer: 4x'],
    ["return Integer.valueOf('3000000000');", 'System.TypeException: Invalid integer: 3000000000'],
    ["return Long.valueOf('3000000000');", '3000000000'],
    ["return Decimal.valueOf('1.50');", '1.50'],
    ["return Decimal.valueOf('abc');", 'System.TypeException: Invalid decimal: abc'],
    ["return Double.valueOf('2.5');", '2.5'],
    ["return Boolean.valueOf('TRUE');", 'true'],
    ['Object o = 5.7; return Integer.valueOf(o);', '5']
]);

apexCases('Decimal', [
    ['return 5.245.setScale(2);', '5.24'],
    ['return 5.245.setScale(2, RoundingMode.HALF_UP);', '5.25'],
    ['Decimal d = 1; return d / 3;', '0.3333333333333333333333333333333333'],
    ['Decimal d = 10; return d.divide(3, 2) + d.divide(3, 2, System.RoundingMode.UP);', '6.67'],
    ['return 2.5.round() + 3.5.round();', '6'],
    ['return 2.5.round(System.RoundingMode.CEILING);', '3'],
    ['return 1.20.stripTrailingZeros().scale() + 1.20.scale() + 12.345.precision();', '8'],
    ['return 1234567.891.format();', '1,234,567.891'],
    ['return 1.5.pow(2) + 1.5.intValue();', '3.25'],
    ['return (0.00000012).toPlainString();', '0.00000012'],
    ['return new Set<Decimal>{1.1, 1.10}.size();', '2'],
    ['return 1.1 == 1.10;', 'true']
]);

apexCases('Math', [
    ['return Math.mod(-7, 3) + Math.abs(-4) + Math.max(1, 2) + Math.min(1, 2);', '6'],
    ['return Math.round(2.5) + Math.roundToLong(3.5);', '6'],
    ['return Math.ceil(1.2) + Math.floor(-1.2);', '0'],
    ['return Math.sqrt(16.0);', '4.0'],
    ['return Math.pow(2, 10);', '1024.0'],
    ['return Math.mod(5, 0);', 'System.MathException: Divide by 0'],
    ['return Math.PI > 3.14 && Math.E < 2.72;', 'true'],
    ['return Math.signum(-2.5);', '-1']
]);
