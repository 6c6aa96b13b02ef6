import { apexCases } from './apexCases.ts';

apexCases('String: static methods', [
    ["return String.join(new List<String>{'a', 'b'}, ', ');", 'a, b'],
    ["return String.join(new Set<Integer>{1, 2}, '-');", '1-2'],
    ["return String.format('{0} has {1} of \\'{2}\\', {3}', new List<Object>{'Ann', 3, null});", 'Ann has 3 of {2}, {3}'],
    ["return String.format('It\\'\\'s {0}, {1}', new List<Object>{'x', null});", "It's x, null"],
    ["return String.valueOf(Date.newInstance(2026, 1, 5)) + '|' + Date.newInstance(2026, 1, 5);", '2026-01-05|2026-01-05 00:00:00'],
    ['return String.valueOf(1.50) + String.valueOf(7) + String.valueOf(true);', '1.507true'],
    [
        "return String.isBlank(' \\t') && String.isBlank(null) && !String.isEmpty(' ') && String.isNotBlank('a') && String.isNotEmpty(' ');",
        'true'
    ],
    ["return String.escapeSingleQuotes('it\\'s');", "it\\'s"],
    ['return String.fromCharArray(new List<Integer>{72, 105});', 'Hi'],
    ["return String.getCommonPrefix(new List<String>{'SFDCApex', 'SFDCVisualforce'});", 'SFDC'],
    ["return String.valueOf(new List<Object>{1, null, 'a'});", '(1, null, a)']
]);

apexCases('String: taking apart', [
    ["return 'a,b,,c,,'.split(',').size();", '4'],
    ["return 'boo:and:foo'.split('o');", '(b, , :and:f)'],
    ["return 'boo:and:foo'.split(':', 2);", '(boo, and:foo)'],
    ["return 'boo:and:foo'.split('o', -1);", '(b, , :and:f, , )'],
    ["return 'a.b'.split('\\\\.');", '(a, b)'],
    ["return ''.split(',').size();", '1'],
    ["return 'abc'.split('');", '(a, b, c)'],
    ["return 'Hello Maximillian'.abbreviate(8) + '|' + 'Hello Maximillian'.abbreviate(8, 8);", 'Hello...|...xi...'],
    ["return 'abc'.left(2) + 'abc'.right(2) + 'abcdef'.mid(2, 3) + 'ab'.left(9);", 'abbccdeab'],
    ["return 'hamburger'.substring(4, 8) + '|' + 'harbison'.substring(3);", 'urge|bison'],
    ["return 'abc'.substring(2, 9);", 'System.StringException: Ending position out of bounds: 9'],
    ["return 'abc'.substring(5);", 'System.StringException: Starting position out of bounds: 5'],
    [
        "return 'a.b.c'.substringAfter('.') + ' ' + 'a.b.c'.substringAfterLast('.') + ' ' + 'a.b.c'.substringBefore('.') + ' ' + 'a.b.c'.substringBeforeLast('.');",
        'b.c c a a.b'
    ],
    ["return 'tagYellowtag'.substringBetween('tag') + 'xx<b>'.substringBetween('<', '>') + 'x'.substringBetween('(', ')');", 'Yellowbnull'],
    ["return 'ABCd12efGH'.splitByCharacterTypeCamelCase();", '(AB, Cd, 12, ef, GH)'],
    ["return 'ab12'.getChars();", '(97, 98, 49, 50)'],
    ["return 'abc'.charAt(1);", '98']
]);

apexCases('String: asking', [
    ["return 'abcabc'.countMatches('bc');", '2'],
    ["return 'abc'.contains('B');", 'false'],
    ["return 'abc'.containsIgnoreCase('B');", 'true'],
    ["String n; return 'abc'.contains(n);", 'System.NullPointerException: Argument cannot be null.'],
    ["return 'abc'.equalsIgnoreCase('ABC') && !'abc'.equals('ABC');", 'true'],
    ["return 'abc'.compareTo('abd') + ' ' + 'abc'.compareTo('ab') + ' ' + 'a'.compareTo('A');", '-1 1 32'],
    ["return 'abcd'.indexOf('cd') + 'abcb'.lastIndexOf('b') + 'abc'.indexOf('x') + 'Abc'.indexOfIgnoreCase('B');", '5'],
    [
        "return '12'.isNumeric() && !'1.2'.isNumeric() && 'ab'.isAlpha() && 'a1'.isAlphanumeric() && 'a b'.isAlphaSpace() && !''.isAlpha();",
        'true'
    ],
    ["return 'abc'.isAllLowerCase() && 'ABC'.isAllUpperCase() && ''.isWhitespace();", 'true'],
    ["return 'kitten'.getLevenshteinDistance('sitting') + ' ' + 'kitten'.getLevenshteinDistance('sitting', 2);", '3 -1'],
    ["return 'abc'.hashCode();", '96354'],
    ["return 'abc xyz'.difference('abc opq');", 'opq']
]);

apexCases('String: changing', [
    ["return 'abc'.capitalize() + 'ABC'.uncapitalize() + 'aBc'.swapCase();", 'AbcaBCAbC'],
    ["return '[' + 'ab'.leftPad(4) + ']' + 'ab'.rightPad(5, 'xy') + 'ab'.center(6, '-');", '[  ab]abxyx--ab--'],
    ["return 'a  b\\n c'.normalizeSpace() + 'a b c'.deleteWhitespace();", 'a b cabc'],
    ["return 'a$b'.replace('$', '$$') + 'aaa'.replaceFirst('a', 'b') + 'x1y22'.replaceAll('[0-9]+', '<$0>');", 'a$$bbaax<1>y<22>'],
    ["return 'John Smith'.replaceAll('(\\\\w+) (\\\\w+)', '$2, $1');", 'Smith, John'],
    [
        "return 'abcba'.remove('b') + 'www.x'.removeStart('www.') + 'x.com'.removeEnd('.com') + 'X.COM'.removeEndIgnoreCase('.com');",
        'acaxxX'
    ],
    ["return 'ab'.repeat(3) + 'ab'.repeat(',', 2) + 'abc'.reverse();", 'abababab,abcba'],
    ["return 'abcdef'.overlay('zz', 2, 4);", 'abzzef'],
    ["return '  a '.trim() + '<b>x</b>'.stripHtmlTags();", 'ax']
]);

apexCases('String: escaping', [
    ["return 'a\"b,c'.escapeCsv() + 'plain'.escapeCsv();", '"a""b,c"plain'],
    ["return '<a href=\"x\">é & € \\''.escapeHtml4();", "&lt;a href=&quot;x&quot;&gt;&eacute; &amp; &euro; '"],
    ["return '<&>'.escapeHtml3() + '<\\'>'.escapeXml();", '&lt;&amp;&gt;&lt;&apos;&gt;'],
    ["return '&lt;&eacute;&#65;&nope;'.unescapeHtml4();", '<éA&nope;'],
    ["return 'He said \"x/y\"'.escapeEcmaScript() + 'é'.escapeUnicode() + 'é'.escapeJava();", 'He said \\"x\\/y\\"\\u00E9\\u00E9'],
    ["return 'a\\\\tb'.unescapeJava();", 'a\tb']
]);

apexCases('Regular expressions are Java’s', [
    ["return Pattern.matches('(?i)ABC\\\\d{2}', 'abc12');", 'true'],
    [
        "Matcher m = Pattern.compile('(\\\\w)(\\\\d+)').matcher('a1 b22'); String r = ''; while (m.find()) { r += m.group(1) + m.group(2) + '@' + m.start() + '-' + m.end(2) + ';'; } return r;",
        'a1@0-2;b22@3-6;'
    ],
    [
        "Matcher m = Pattern.compile('a').matcher('ba'); return m.matches() + ' ' + m.lookingAt() + ' ' + m.find() + ' ' + m.groupCount();",
        'false false true 0'
    ],
    ["return Pattern.compile('x').matcher('y').group();", 'System.StringException: No match found'],
    ["return 'a-b_c'.replaceAll('[^\\\\p{Alpha}]', '');", 'abc'],
    ["return 'aeiou xyz'.replaceAll('[a-z&&[^aeiou]]', '*');", 'aeiou ***'],
    ["return 'a.b'.split(Pattern.quote('.'));", '(a, b)'],
    ["return 'line1\\nline2'.replaceAll('(?m)^line', 'L');", 'L1\nL2'],
    ["return Pattern.matches('.*\\\\$', 'abc$');", 'true'],
    ["return 'tel: 555-1234'.replaceAll('(?<a>\\\\d+)-(?<b>\\\\d+)', '${b}-${a}');", 'tel: 1234-555'],
    ["return Pattern.compile('(').pattern();", 'System.StringException: Invalid regex: Unclosed group near index 1\n(']
]);
