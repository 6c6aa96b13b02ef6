/** Apex statements of a static method and what they answer: text of the value, or `Type: message` of the exception. */
export type Case = [title: string, statements: string, expected: string];

export const ARITHMETIC: Case[] = [
    ['Integer adds and wraps', 'Integer i = 2147483647; return i + 1;', '-2147483648'],
    ['Integer multiplies and wraps', 'Integer i = 65536; return i * i + 7;', '7'],
    ['Integer divides without a fraction', 'return 7 / 2;', '3'],
    ['Integer division goes towards zero', 'Integer i = -7; return i / 2;', '-3'],
    ['Decimal divides with one', 'return 7.0 / 2;', '3.5'],
    ['Double divides with one', 'Double d = 7; return d / 2;', '3.5'],
    ['Integer by zero', 'Integer z = 0; return 1 / z;', 'System.MathException: Divide by 0'],
    ['Decimal by zero', 'Decimal z = 0; return 1 / z;', 'System.MathException: Divide by 0'],
    ['Long by zero', 'Long z = 0; return 1L / z;', 'System.MathException: Divide by 0'],
    ['Long widens an Integer', 'Integer i = 2147483647; Long l = i; return l + 1;', '2147483648'],
    ['Long wraps', 'Long l = 9223372036854775807L; return l + 1;', '-9223372036854775808'],
    ['Integer and Long make Long', 'Integer i = 2; return i * 3000000000L;', '6000000000'],
    ['Decimal keeps its scale', 'Decimal d = 1.50; return d + 1;', '2.50'],
    ['Decimal += Integer', 'Decimal d = 1.5; d += 2; return d;', '3.5'],
    ['Decimal ++', 'Decimal d = 1.5; d++; return d;', '2.5'],
    ['Double ++ and its value before', 'Double d = 1.5; Double e = d++; return e + d;', '4.0'],
    ['Long -- and its value after', 'Long l = 5; Long m = --l; return l + m;', '8'],
    ['shifts', 'return (1 << 4) + (-16 >> 2) + (-1 >>> 28);', '27'],
    ['Long shifts', 'Long l = 1; return (l << 40) >>> 38;', '4'],
    ['bits', 'return (6 & 3) + (6 | 3) + (6 ^ 3) + ~5;', '8'],
    ['bits of Booleans', 'Boolean a = true; Boolean b = false; return (a & b) || (a ^ b) && (a | b);', 'true'],
    ['compound bits', 'Integer i = 12; i &= 10; i |= 1; i ^= 3; i <<= 2; return i;', '40'],
    ['null has no sum', 'Integer i = null; return i + 1;', 'System.NullPointerException: Attempt to de-reference a null object'],
    ['null has no successor', 'Integer i = null; i++; return i;', 'System.NullPointerException: Attempt to de-reference a null object'],
    ['null has no negative', 'Decimal d = null; return -d;', 'System.NullPointerException: Attempt to de-reference a null object'],
    ['signs', 'Integer i = 5; return -i - -3;', '-2'],
    ['minus zero is zero', 'Integer i = 0; return String.valueOf(-i);', '0'],
    ['Date and days', 'return Date.newInstance(2024, 2, 28) + 2 == Date.newInstance(2024, 3, 1);', 'true'],
    ['precedence', 'return 1 + 2 * 3 - 4 / 2;', '5'],
    ['value of an assignment', 'Integer a; Integer b = (a = 4) + 1; return a + b;', '9'],
    [
        'casts between numbers',
        'Long l = 7; Object o = (Integer) l; Decimal d = (Decimal) 5; return o instanceof Integer && d / 2 == 2.5;',
        'true'
    ]
];

export const TEXT: Case[] = [
    ['concatenates anything', "Integer i = null; return 'a' + 1 + 2L + 1.50 + true + i + null;", 'a121.50truenullnull'],
    ['adds before it concatenates', "return 1 + 2 + 'x' + 1 + 2;", '3x12'],
    ['appends', "String s = 'a'; s += 1; s += 'b'; return s;", 'a1b'],
    ['== ignores case', "String a = 'Abc'; return a == 'aBC';", 'true'],
    ['equals does not', "return 'Abc'.equals('aBC');", 'false'],
    ['!= ignores case', "return 'Abc' != 'aBC';", 'false'],
    ['order ignores case', "return 'a' < 'B' && 'B' < 'c';", 'true'],
    ['a null String equals null alone', "String s; return s == null && s != '' && null == s;", 'true'],
    ['Ids in both lengths', "Id a = '001000000000001'; Id b = '001000000000001AAA'; return a == b;", 'true'],
    ['no Id', "String s = 'nope'; Id i = s; return i;", 'System.StringException: Invalid id: nope'],
    ['methods of null', 'String s; return s.length();', 'System.NullPointerException: Attempt to de-reference a null object'],
    [
        'arguments come before the null in front of them',
        "List<String> names = new List<String>{ 'a' }; String s; try { s.split(names.remove(0)); } catch (NullPointerException e) { return names.size(); } return -1;",
        '0'
    ],
    ['escapes', "return 'it\\'s \\u0041\\n'.length();", '7']
];

export const LOGIC: Case[] = [
    ['short circuit', 'String s; return s == null || s.length() == 0;', 'true'],
    [
        'null as a condition',
        'Boolean b; if (b) { return 1; } return 2;',
        'System.NullPointerException: Attempt to de-reference a null object'
    ],
    ['not null', 'Boolean b; return !b;', 'System.NullPointerException: Attempt to de-reference a null object'],
    ['null is not less', 'Integer i; return i < 5 || i > 5 || i <= 5 || i >= 5;', 'false'],
    ['null Integers are equal', 'Integer i; Integer j; return i == j;', 'true'],
    ['numbers of two types', 'return 1 == 1.0 && 2L > 1 && 1.5 < 2L;', 'true'],
    ['Object and Integer', 'Object o = 1; return o == 1;', 'true'],
    [
        'exact equality',
        'List<Integer> a = new List<Integer>{ 1 }; List<Integer> b = new List<Integer>{ 1 }; return a == b && a !== b && a === a;',
        'true'
    ],
    ['ternary', "Integer i = 3; return i > 2 ? 'big' : 'small';", 'big'],
    ['ternary converts', 'Integer i = 3; Decimal d = i > 2 ? i : 2.5; return d / 2;', '1.5'],
    ['null coalescing', "String s; return s ?? 'none';", 'none'],
    ['null coalescing keeps', "String s = 'x'; return s ?? 'none';", 'x'],
    ['safe navigation', 'String s; return s?.trim();', 'null'],
    ['safe navigation ends the chain', 'String s; return s?.trim().length();', 'null'],
    ['safe navigation goes on', "String s = ' ab '; return s?.trim()?.length();", '2'],
    ['safe navigation with a fallback', "String s; return s?.toUpperCase() ?? 'gone';", 'gone'],
    ['instanceof', "Object o = 'x'; return o instanceof String;", 'true'],
    ['instanceof null', 'Object o; return o instanceof String;', 'false'],
    ['a wrong cast', "Object o = 'x'; return (Integer) o;", 'System.TypeException: Invalid conversion from runtime type String to Integer'],
    [
        'numbers are what is wider',
        "Object i = 1; Object d = 1.5; return (i instanceof Long && i instanceof Decimal) + ' ' + (d instanceof Integer || d instanceof Long);",
        'true false'
    ],
    ['a cast to a wider number', 'Object i = 1; return (Decimal) i / 2;', '0.5'],
    [
        'a cast to a narrower number',
        'Object d = 1.5; return (Integer) d;',
        'System.TypeException: Invalid conversion from runtime type Decimal to Integer'
    ],
    ['a cast of null', 'Object o; return (Integer) o;', 'null']
];

export const COLLECTIONS: Case[] = [
    ['list elements', 'List<Integer> l = new List<Integer>{ 1, 2, 3 }; l[1] = 5; l[0] += 10; l[2]++; return l;', '(11, 5, 4)'],
    ['list out of bounds', 'List<Integer> l = new List<Integer>(); return l[0];', 'System.ListException: List index out of bounds: 0'],
    ['array syntax', "String[] a = new String[2]; a[0] = 'x'; return a;", '(x, null)'],
    ['list methods', 'List<Integer> l = new List<Integer>(); l.add(3); l.add(1); l.sort(); return l.size() + l.get(0);', '3'],
    ['list of lists', 'List<List<Integer>> l = new List<List<Integer>>{ new List<Integer>{ 1 } }; l[0][0]++; return l[0][0];', '2'],
    [
        'map',
        "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; m.put('A', 2); return m.get('a') + m.get('A') + m.size();",
        '5'
    ],
    ['map misses', "Map<String, Integer> m = new Map<String, Integer>(); return m.get('x');", 'null'],
    ['set', "Set<String> s = new Set<String>{ 'a', 'b', 'a' }; return s.size() + (s.contains('A') ? 10 : 0);", '2'],
    [
        'copies',
        'List<Integer> a = new List<Integer>{ 2, 1, 2 }; Set<Integer> s = new Set<Integer>(a); List<Integer> b = new List<Integer>(s); return b;',
        '(2, 1)'
    ],
    [
        'evaluates an index once',
        'List<Integer> l = new List<Integer>{ 0, 0 }; Integer i = 0; l[i++] += 5; return l + String.valueOf(i);',
        '(5, 0)1'
    ],
    ['a null list', 'List<Integer> l; return l[0];', 'System.NullPointerException: Attempt to de-reference a null object'],
    ['a null list has no size', 'List<Integer> l; return l.size();', 'System.NullPointerException: Attempt to de-reference a null object'],
    [
        'no change while iterating',
        'List<Integer> l = new List<Integer>{ 1, 2 }; for (Integer i : l) { l.add(i); } return l;',
        'System.FinalException: Cannot modify a collection while it is being iterated.'
    ]
];

export const STATEMENTS: Case[] = [
    ['for', 'Integer n = 0; for (Integer i = 0, j = 10; i < j; i++) { n += j - i; j--; } return n;', '30'],
    [
        'while, break, continue',
        'Integer i = 0; Integer n = 0; while (true) { i++; if (i > 9) { break; } if (i == 3) { continue; } n += i; } return n;',
        '42'
    ],
    ['do', 'Integer i = 0; do { i += 3; } while (i < 7); return i;', '9'],
    ['for each of a list', "String s = ''; for (String x : new List<String>{ 'a', 'b' }) { s += x; } return s;", 'ab'],
    ['for each of a set', 'Integer n = 0; for (Integer x : new Set<Integer>{ 1, 2, 2 }) { n += x; } return n;', '3'],
    ['the loop variable may change', 'Integer n = 0; for (Integer x : new List<Integer>{ 1, 2 }) { x *= 2; n += x; } return n;', '6'],
    [
        'shadowed names',
        'Integer n = 0; for (Integer i = 0; i < 2; i++) { Integer x = i; n += x; } for (Integer i = 5; i < 6; i++) { Integer x = i; n += x; } return n;',
        '6'
    ],
    [
        'JavaScript words as names',
        'Integer function_x = 1; Integer var = 2; Integer let = 3; Integer this_x = 4; return function_x + var + let + this_x;',
        '10'
    ],
    ['names without case', 'Integer Value = 1; VALUE += 1; return value;', '2'],
    [
        'switch on Integer',
        "Integer i = 2; switch on i { when 1 { return 'one'; } when 2, 3 { return 'few'; } when else { return 'many'; } }",
        'few'
    ],
    [
        'switch on String minds the case',
        "String s = 'A'; switch on s { when 'a' { return 'small'; } when 'A' { return 'capital'; } when else { return 'none'; } }",
        'capital'
    ],
    ['switch on null', "String s; switch on s { when null { return 'null'; } when else { return 'else'; } }", 'null'],
    ['switch else', "Long l = 5; switch on l { when 1L { return 'a'; } when else { return 'b'; } }", 'b'],
    [
        'break leaves the loop, not the switch',
        'Integer n = 0; for (Integer i = 0; i < 5; i++) { switch on i { when 3 { break; } when else { n++; } } } return n;',
        '3'
    ],
    ['catch', "try { Integer z = 0; z = 1 / z; return 'no'; } catch (MathException e) { return e.getMessage(); }", 'Divide by 0'],
    [
        'catch the right one',
        "try { String s; s.length(); } catch (MathException e) { return 'math'; } catch (NullPointerException e) { return 'npe'; } return 'none';",
        'npe'
    ],
    [
        'catch any',
        "try { Object o = 'x'; Integer i = (Integer) o; } catch (Exception e) { return e.getTypeName(); } return 'none';",
        'System.TypeException'
    ],
    [
        'finally after return',
        "List<String> l = new List<String>(); for (Integer i = 0; i < 1; i++) { try { l.add('try'); continue; } finally { l.add('finally'); } } return l;",
        '(try, finally)'
    ],
    [
        'finally after catch',
        "String s = ''; try { try { s += 'a'; String n; n.length(); } finally { s += 'b'; } } catch (Exception e) { s += 'c'; } return s;",
        'abc'
    ],
    [
        'throws on',
        "try { throw new IllegalArgumentException('bad'); } catch (MathException e) { return 'math'; }",
        'System.IllegalArgumentException: bad'
    ],
    ['throw null', 'Exception e; throw e;', 'System.NullPointerException: Attempt to de-reference a null object']
];
