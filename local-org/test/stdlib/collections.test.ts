import { apexCases } from './apexCases.ts';

const members = `
    public class Item implements Comparable {
        Integer n;
        public Item(Integer n) { this.n = n; }
        public Integer compareTo(Object other) { return n - ((Item) other).n; }
        public override String toString() { return 'i' + n; }
    }
    public class Backwards implements Comparator<Item> {
        public Integer compare(Item a, Item b) { return b.compareTo(a); }
    }
    public class Key {
        Integer n;
        public Key(Integer n) { this.n = n; }
        public Boolean equals(Object other) { return other instanceof Key && ((Key) other).n == n; }
        public Integer hashCode() { return n; }
    }`;

apexCases(
    'List',
    [
        ['List<Integer> l = new List<Integer>{3, 1, null, 2}; l.sort(); return l;', '(null, 1, 2, 3)'],
        ["List<String> l = new List<String>{'b', 'A', 'a'}; l.sort(); return l;", '(A, a, b)'],
        ['List<Item> l = new List<Item>{new Item(2), new Item(1)}; l.sort(); return l;', '(i1, i2)'],
        ['List<Item> l = new List<Item>{new Item(1), new Item(2)}; l.sort(new Backwards()); return l;', '(i2, i1)'],
        [
            'List<Key> l = new List<Key>{new Key(1), new Key(2)}; l.sort(); return l;',
            'System.ListException: One or more of the items in this list is not Comparable: T.Key'
        ],
        ["List<Account> l = new List<Account>{new Account(Name = 'b'), new Account(Name = 'a')}; l.sort(); return l[0].Name;", 'a'],
        [
            "List<Integer> l = new List<Integer>{1, 2}; l.add(0, 9); l.addAll(new Set<Integer>{7}); return l + ' ' + l.remove(0) + l.indexOf(7) + l.contains(5) + l.size();",
            '(9, 1, 2, 7) 92false3'
        ],
        ['return new List<Integer>{1}.get(4);', 'System.ListException: List index out of bounds: 4'],
        [
            'List<Integer> l = new List<Integer>{1}; for (Integer i : l) { l.add(i); } return l;',
            'System.FinalException: Cannot modify a collection while it is being iterated.'
        ],
        ['return new List<Integer>{1, 2}.equals(new List<Integer>{1, 2}) && new List<Integer>{1} == new List<Integer>{1};', 'true'],
        [
            'Iterator<Integer> i = new List<Integer>{4, 5}.iterator(); Integer sum = 0; while (i.hasNext()) { sum += i.next(); } return sum;',
            '9'
        ],
        ["Account a = new Account(Name = 'x'); List<Account> c = new List<Account>{a}.deepClone(); c[0].Name = 'y'; return a.Name;", 'x'],
        ['List<Integer> l = new List<Integer>{1}; List<Integer> c = l.clone(); c.add(2); return l.size();', '1']
    ],
    { members }
);

apexCases(
    'Set and Map',
    [
        [
            "Set<String> s = new Set<String>{'b', 'a', 'B'}; return s + ' ' + s.contains('A') + s.add('b') + s.remove('b');",
            '{b, a, B} falsefalsetrue'
        ],
        [
            'Set<Integer> s = new Set<Integer>{1, 2, 3}; s.retainAll(new List<Integer>{2, 3, 4}); s.removeAll(new Set<Integer>{3}); return s;',
            '{2}'
        ],
        ["Map<String, Object> m = new Map<String, Object>{}; m.put('a', 1); return m;", '{a=1}'],
        ["Object o = new Set<String>{'a'}; return (o instanceof Set<Object>) + ' ' + (o instanceof Set<String>);", 'false true'],
        ['return new Set<Key>{new Key(1), new Key(1), new Key(2)}.size();', '2'],
        ["return new Set<Account>{new Account(Name = 'a'), new Account(Name = 'a')}.size();", '1'],
        [
            "Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; return m.put('a', 2) + ' ' + m.put('b', 3) + m.get('x') + m + m.keySet() + m.values() + m.containsKey('A');",
            '1 nullnull{a=2, b=3}{a, b}(2, 3)false'
        ],
        ["Map<Key, String> m = new Map<Key, String>(); m.put(new Key(1), 'a'); return m.get(new Key(1)) + m.get(new Key(2));", 'anull'],
        [
            "Map<Id, Account> m = new Map<Id, Account>(new List<Account>{new Account(Id = '001000000000001', Name = 'x')}); return m.get('001000000000001AAA').Name;",
            'x'
        ],
        ["return new Map<Id, Account>(new List<Account>{new Account(Name = 'x')});", 'System.ListException: Row with null Id at index: 0'],
        [
            "Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; m.putAll(new Map<String, Integer>{'b' => 2}); return m.remove('a') + m.size();",
            '2'
        ],
        ['return new Map<Integer, Integer>{1 => 2} == new Map<Integer, Integer>{1 => 2};', 'true']
    ],
    { members }
);
