import type { ClassCase } from './classCases.ts';

/** Corners of the language: what is easy to get wrong when classes become JavaScript. */
export const CORNERS: ClassCase[] = [
    {
        title: 'else if without braces',
        source: `
            static String kind(Integer i) { if (i < 0) return 'negative'; else if (i == 0) return 'zero'; else for (Integer j = 0; j < 3; j++) if (j == i) return 'small'; return 'big'; }
            public static Object run() { return kind(-1) + kind(0) + kind(2) + kind(9); }`,
        expected: 'negativezerosmallbig'
    },
    {
        title: 'a local with the name of its type, a method and a field',
        source: `
            public Integer total = 1;
            public Integer total() { Integer total = this.total + 1; return total; }
            public static Object run() { T t = new T(); Account account = new Account(Name = 'x'); return t.total() + t.total + account.Name; }`,
        expected: '3x'
    },
    {
        title: 'a Date in an Object is a Datetime, and not the other way round',
        source: `
            public static Object run() {
                Object day = Date.newInstance(2026, 1, 2);
                Object moment = Datetime.newInstance(2026, 1, 2);
                return (day instanceof Datetime) + ' ' + (moment instanceof Date) + ' ' + ((Datetime) day).hour();
            }`,
        expected: 'true false 0'
    },
    {
        title: 'objects of classes clone field by field',
        source: `
            public List<String> names = new List<String>(); public Integer runs = 0; public Integer size { get; set; }
            public T() { runs++; size = 3; }
            public static Object run() { T one = new T(); T two = one.clone(); two.names.add('x'); two.size = 4; return one.names.size() + ' ' + one.size + ' ' + two.size + ' ' + two.runs + ' ' + (one === two); }`,
        expected: '1 3 4 1 false'
    },
    {
        title: 'a map takes records without an Id by putAll, not when it is made',
        source: `
            public static Object run() {
                Map<Id, Account> found = new Map<Id, Account>(); found.putAll(new List<Account>{ new Account(Name = 'x') });
                try { new Map<Id, Account>(new List<Account>{ new Account() }); } catch (ListException e) { return found.get(null).Name + ' ' + e.getMessage(); }
                return null;
            }`,
        expected: 'x Row with null Id at index: 0'
    },
    {
        title: 'parameters may be assigned',
        source: `
            static Integer twice(Integer n) { n *= 2; return n; }
            public static Object run() { Integer n = 4; return twice(n) + n; }`,
        expected: '12'
    },
    {
        title: 'statics of a superclass through the subclass',
        source: `
            public static Object run() { Sub.count++; Sub.grow(); return Base.count + Sub.count; }`,
        files: {
            Base: 'public virtual class Base { public static Integer count = 1; public static void grow() { count += 5; } }',
            Sub: 'public class Sub extends Base { public Integer twice() { return count * 2; } }'
        },
        expected: '14'
    },
    {
        title: 'super skips a level that overrides nothing',
        source: `
            public virtual class A { public virtual String x() { return 'A'; } }
            public virtual class B extends A { }
            public class C extends B { public override String x() { return 'C' + super.x(); } }
            public static Object run() { A a = new C(); return a.x(); }`,
        expected: 'CA'
    },
    {
        title: 'inner classes see private statics of the outer',
        source: `
            private static Integer secret = 7; private static Integer next() { return ++secret; }
            public class Reader { Integer mine = secret; public Integer read() { secret += 1; return mine + next() + T.secret; } }
            public static Object run() { return new Reader().read(); }`,
        expected: '25'
    },
    {
        title: 'a class that holds itself in a static',
        source: `
            public static Object run() { return Single.get().value + Single.get().value; }`,
        files: {
            Single: `public class Single { private static final Single INSTANCE = new Single(); private static Integer made = 0; public Integer value;
                private Single() { made = made == null ? 100 : made + 1; value = 5; } public static Single get() { return INSTANCE; } }`
        },
        expected: '10'
    },
    {
        title: 'statics that need each other',
        source: `
            public static Object run() { return Left.value + '' + Right.value; }`,
        files: {
            Left: 'public class Left { public static Integer value = Right.value == null ? 1 : Right.value + 1; }',
            Right: 'public class Right { public static Integer value = Left.value == null ? 10 : Left.value + 10; }'
        },
        expected: '1110'
    },
    {
        title: 'an exception in a static initialiser',
        source: `
            public static Object run() { try { return Broken.value; } catch (MathException e) { return 'caught ' + e.getMessage(); } }`,
        files: { Broken: 'public class Broken { static Integer zero = 0; public static Integer value = 1 / zero; }' },
        expected: 'caught Divide by 0'
    },
    {
        title: 'return in finally wins',
        source: `
            static Integer f() { try { return 1; } finally { return 2; } }
            static Integer g() { Integer i = 1; try { return i; } finally { i = 5; } }
            public static Object run() { return f() + '' + g(); }`,
        expected: '21'
    },
    {
        title: 'nested try with a rethrow',
        source: `
            public static Object run() {
                String s = '';
                for (Integer i = 0; i < 3; i++) {
                    try { try { if (i == 1) { throw new IllegalArgumentException('one'); } s += i; } catch (IllegalArgumentException e) { s += 'c'; throw e; } finally { s += 'f'; } }
                    catch (Exception e) { s += 'o'; continue; } finally { s += '.'; }
                    s += 'e';
                }
                return s; }`,
        expected: '0f.ecfo.2f.e'
    },
    {
        title: 'an exception with words of its own',
        source: `
            public class LoudException extends Exception { public override String getMessage() { return super.getMessage().toUpperCase(); } }
            public static Object run() { try { throw new LoudException('quiet'); } catch (Exception e) { return e.getMessage(); } }`,
        expected: 'QUIET'
    },
    {
        title: 'a static method that stands for one of an interface',
        source: `
            public static Object run() { Maker m = (Maker) new Fixed(); return m.make(3); }`,
        files: {
            Maker: 'public interface Maker { String make(Integer n); }',
            Fixed: "public class Fixed implements Maker { public static String make(Integer n) { return 'made ' + n; } }"
        },
        expected: 'made 3'
    },
    {
        title: 'an Id whose checksum is wrong',
        source: `
            public static Object run() { Id a = '000000000000000001'; Id b = '000000000000000002'; return (a == b) + ' ' + a; }`,
        expected: 'false 000000000000000001'
    },
    {
        title: 'enums of the platform',
        source: `
            static String level(LoggingLevel l) { switch on l { when DEBUG, INFO { return 'low'; } when ERROR { return 'high'; } when else { return 'else'; } } }
            public static Object run() { LoggingLevel l = LoggingLevel.ERROR; return level(l) + level(System.LoggingLevel.INFO) + l.name() + (l == LoggingLevel.Error) + LoggingLevel.valueOf('WARN'); }`,
        expected: 'highlowERRORtrueWARN'
    },
    {
        title: 'enums as keys and of another class',
        source: `
            public static Object run() { Map<Other.Kind, Integer> m = new Map<Other.Kind, Integer>{ Other.Kind.A => 1 }; m.put(Other.pick(), 2); return m.get(Other.Kind.A) + m.size() + '' + Other.Kind.values(); }`,
        files: { Other: 'public class Other { public enum Kind { A, B } public static Kind pick() { return Kind.A; } }' },
        expected: '3(A, B)'
    },
    {
        title: 'types by name',
        source: `
            public interface Greeter { String greet(); }
            public class English implements Greeter { public String greet() { return 'Hello'; } }
            public static Object run() { Type t = Type.forName('T.English'); Greeter g = (Greeter) t.newInstance(); return g.greet() + t.getName() + (T.English.class == t); }`,
        expected: 'HelloT.Englishtrue'
    },
    {
        title: 'casts between classes',
        source: `
            public virtual class A {} public class B extends A {} public class C extends A {}
            public static Object run() { A a = new B(); B b = (B) a; Object o = b; return (C) o; }`,
        expected: 'System.TypeException: Invalid conversion from runtime type T.B to T.C'
    },
    {
        title: 'collections of subclasses',
        source: `
            public virtual class A {} public class B extends A {}
            public static Object run() { List<A> l = new List<B>{ new B() }; Object o = l; return (o instanceof List<A>) + ' ' + (o instanceof List<B>) + ' ' + l.size(); }`,
        expected: 'true true 1'
    },
    {
        title: 'overloads of records and lists',
        source: `
            static String f(SObject s) { return 'SObject'; } static String f(Account a) { return 'Account'; } static String f(List<SObject> l) { return 'List'; } static String f(Set<Id> s) { return 'Set'; }
            public static Object run() { SObject s = new Account(); return f(s) + f(new Account()) + f(new List<Account>()) + f(new Set<Id>()); }`,
        expected: 'SObjectAccountListSet'
    },
    {
        title: 'generic records',
        source: `
            public static Object run() { SObject s = new Account(Name = 'a'); s.put('Name', s.get('Name') + 'b'); Account a = (Account) s; List<SObject> l = new List<Account>{ a };
                for (Account each : (List<Account>) l) { each.Name += 'c'; } return a.Name + l[0].getSObjectType(); }`,
        expected: 'abcAccount'
    },
    {
        title: 'a static property and a class constant',
        source: `
            public static final String PREFIX = 'p'; private static Integer calls = 0;
            public static List<String> names { get { calls++; if (names == null) { names = new List<String>{ PREFIX }; } return names; } private set; }
            public static Object run() { names.add('x'); T.names.add('y'); return names.size() + '' + calls; }`,
        expected: '33'
    },
    {
        title: 'a property of a property',
        source: `
            public class Box { public Box inside { get { if (inside == null) { inside = new Box(); } return inside; } set; } public Integer n { get; set { n = value; writes++; } } public Integer writes = 0; }
            public static Object run() { Box b = new Box(); b.inside.inside.n = 4; b.inside.inside.n += 2; b.inside.inside.n++; return b.inside.inside.n * 10 + b.inside.inside.writes; }`,
        expected: '73'
    },
    {
        title: 'evaluates left to right, once',
        source: `
            static List<String> log = new List<String>(); static Integer note(Integer i) { log.add('' + i); return i; } static T make() { log.add('t'); return new T(); }
            public Integer n = 1; public List<Integer> l = new List<Integer>{ 0, 0, 0 };
            public static Object run() { make().n += note(1); make().l[note(2)] = note(3); Integer x = note(4) + note(5) * note(6); make().l[note(0)]++; return String.join(log, ''); }`,
        expected: 't1t23456t0'
    },
    {
        title: 'text of objects',
        source: `
            public Integer n = 1; String s = 'x';
            public static Object run() { return '' + new T() + new List<Object>{ null, 1.50, true } + new Set<String>{ 'a' } + new Map<String, Integer>{ 'k' => 1 }; }`,
        expected: 'T:[n=1, s=x](null, 1.50, true){a}{k=1}'
    },
    {
        title: 'an abstract class of another file with an interface',
        source: `
            public class Impl extends Shape { public override Decimal area() { return 2.5; } }
            public static Object run() { Measured m = new Impl(); return m.describe() + m.area(); }`,
        files: {
            Shape: "public abstract class Shape implements Measured { public abstract Decimal area(); public virtual String describe() { return 'area ' + area() + ' '; } }",
            Measured: 'public interface Measured { Decimal area(); String describe(); }'
        },
        expected: 'area 2.5 2.5'
    },
    {
        title: 'an interface method taken as a list of records',
        source: `
            public interface Handler { String handle(List<SObject> records); }
            public class Accounts implements Handler { public String handle(List<Account> records) { return 'accounts ' + records.size(); } }
            public static Object run() { Handler h = new Accounts(); return h.handle(new List<Account>{ new Account() }); }`,
        expected: 'accounts 1'
    },
    {
        title: 'Comparator and Callable',
        source: `
            public class Longest implements Comparator<String> { public Integer compare(String a, String b) { return b.length() - a.length(); } }
            public class Call implements Callable { public Object call(String action, Map<String, Object> args) { return action + args.get('x'); } }
            public static Object run() { List<String> l = new List<String>{ 'a', 'ccc', 'bb' }; l.sort(new Longest()); Callable c = new Call(); return l + '' + c.call('do', new Map<String, Object>{ 'x' => 5 }); }`,
        expected: '(ccc, bb, a)do5'
    }
];
