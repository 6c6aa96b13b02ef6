/** Whole classes; `T.run()` is called. Inner classes may stand in T. */
export interface ClassCase {
    title: string;
    /** The body of class T. */
    source: string;
    /** Other files by class name. */
    files?: Record<string, string>;
    expected: string;
}

export const CLASSES: ClassCase[] = [
    {
        title: 'overloads by static type',
        source: `
            static String f(Integer i) { return 'Integer'; }
            static String f(Long l) { return 'Long'; }
            static String f(Decimal d) { return 'Decimal'; }
            static String f(Object o) { return 'Object'; }
            public static Object run() { Object o = 1; return f(1) + f(1L) + f(1.5) + f('x') + f(o); }`,
        expected: 'IntegerLongDecimalObjectObject'
    },
    {
        title: 'inheritance, super and virtual calls',
        source: `
            public abstract class Animal { protected String name; public Animal(String name) { this.name = name; }
                public abstract String sound(); public virtual String speak() { return name + ' says ' + sound(); } }
            public virtual class Dog extends Animal { public Dog() { this('Rex'); } public Dog(String n) { super(n); }
                public override String sound() { return 'wuff'; } }
            public class Loud extends Dog { public Loud() { super('Big'); }
                public override String sound() { return super.sound().toUpperCase(); } public override String speak() { return super.speak() + '!'; } }
            public static Object run() { Animal a = new Dog(); Animal b = new Loud(); return a.speak() + ', ' + b.speak(); }`,
        expected: 'Rex says wuff, Big says WUFF!'
    },
    {
        title: 'this(…) calls the own constructor even of a subclass with the same',
        source: `
            public virtual class A { public String s; public A() { this('a'); } public A(String x) { s = 'A' + x; } }
            public class B extends A { public B(String x) { super(); s += 'B' + x; } }
            public static Object run() { return new B('b').s; }`,
        expected: 'AaBb'
    },
    {
        title: 'arguments are evaluated before a receiver is found to be null',
        source: `
            static Integer calls = 0;
            public class A { public void take(Integer i, Integer j) { calls += 10; } }
            static Integer count() { calls++; return calls; }
            public static Object run() { A nobody; A somebody = new A(); somebody.take(count(), 1);
                try { nobody.take(1, count()); } catch (NullPointerException e) { return e.getLineNumber() + ' ' + calls; } return null; }`,
        expected: '6 12'
    },
    {
        title: 'initialisers in textual order',
        source: `
            static List<String> log = new List<String>();
            public class A { Integer a = note('a'); { note('block'); } Integer b = note('b'); public A() { note('constructor'); } }
            static Integer note(String s) { log.add(s); return 1; }
            public static Object run() { new A(); return log; }`,
        expected: '(a, block, b, constructor)'
    },
    {
        title: 'the fields of the whole chain before any constructor (fflib-apex-common relies on it)',
        source: `
            static List<String> log = new List<String>();
            static Integer note(String s) { log.add(s); return 1; }
            public virtual class A { Integer a = note('A.a'); public A() { note('A'); hook(); } public virtual void hook() {} }
            public class B extends A { Integer b = note('B.b'); public B() { this(1); note('B'); } public B(Integer i) { super(); note('B' + b); } public override void hook() { note('hook' + b); } }
            public class C extends D { Integer c = note('C.c'); }
            public virtual class D { Integer x = note('x'); }
            public static Object run() { new B(); new C(); return log; }`,
        expected: '(A.a, B.b, A, hook1, B1, B, x, C.c)'
    },
    {
        title: 'fields of exceptions',
        source: `
            public virtual class BaseException extends Exception { public Integer a = 1; }
            public class SubException extends BaseException { public Integer b = 2; public SubException(Integer i) { super('m' + i); } public SubException(Boolean x) { this('direct'); b += 10; } }
            public static Object run() { SubException s = new SubException(5); SubException t = new SubException(true); BaseException u = new BaseException('u');
                return s.getMessage() + s.a + s.b + t.getMessage() + t.a + t.b + u.getMessage() + u.a; }`,
        expected: 'm512direct112u1'
    },
    {
        title: 'static initialisers in textual order',
        source: `
            static Integer a = 2; static Integer b; static { b = a * 3; a = 10; } static Integer c = a + b;
            public static Object run() { return c; }`,
        expected: '16'
    },
    {
        title: 'properties',
        source: `
            public class P { public Integer auto { get; set; } public Integer twice { get { return auto * 2; } }
                public Integer lazy { get { if (lazy == null) { lazy = 42; } return lazy; } private set; }
                public Integer checked { get; set { checked = value < 0 ? 0 : value; } } }
            public static Integer shared { get { if (shared == null) { shared = 1; } return shared; } set; }
            public static Object run() { P p = new P(); p.auto = 5; p.auto += 1; p.checked = -4; p.checked++; T.shared++; shared += 1;
                return new List<Integer>{ p.auto, p.twice, p.lazy, p.checked, shared }; }`,
        expected: '(6, 12, 42, 1, 3)'
    },
    {
        title: 'virtual properties',
        source: `
            public virtual class A { public virtual String name { get { return 'A'; } set; } }
            public class B extends A { public override String name { get { return 'B'; } set; } }
            public static Object run() { A a = new B(); return a.name; }`,
        expected: 'B'
    },
    {
        title: 'interfaces',
        source: `
            public interface Shape { Decimal area(); }
            public interface Named extends Shape { String name(); }
            public class Square implements Named { Decimal side; public Square(Decimal s) { side = s; } public Decimal area() { return side * side; } public String name() { return 'square'; } }
            public static Object run() { Named n = new Square(1.5); Shape s = n; Object o = s; return n.name() + s.area() + (o instanceof Shape) + (o instanceof Named); }`,
        expected: 'square2.25truetrue'
    },
    {
        title: 'enums',
        source: `
            public enum Color { RED, GREEN }
            public static Object run() { Color c = Color.green; String s = ''; switch on c { when RED { s = 'r'; } when GREEN { s = 'g'; } }
                return s + c.name() + c.ordinal() + Color.values().size() + (Color.valueOf('RED') == Color.RED) + c; }`,
        expected: 'gGREEN12trueGREEN'
    },
    {
        title: 'exceptions of the project',
        source: `
            public class BadException extends Exception {} public class WorseException extends Exception { public Integer code; public WorseException(Integer c) { this('code ' + c); code = c; } }
            public static Object run() {
                String s = '';
                try { throw new BadException('one'); } catch (BadException e) { s += e.getMessage() + e.getTypeName(); }
                try { try { throw new WorseException(7); } catch (WorseException w) { throw new BadException('outer', w); } } catch (Exception e) { s += e.getCause().getMessage() + e.getMessage(); }
                return s; }`,
        expected: 'oneT.BadExceptioncode 7outer'
    },
    {
        title: 'equals and hashCode in maps and sets',
        source: `
            public class Key { Integer n; public Key(Integer n) { this.n = n; } public Boolean equals(Object o) { return ((Key) o).n == n; } public Integer hashCode() { return n; } }
            public static Object run() { Set<Key> s = new Set<Key>{ new Key(1), new Key(1), new Key(2) }; return s.size() + (new Key(3) == new Key(3) ? 10 : 0); }`,
        expected: '12'
    },
    {
        title: 'toString',
        source: `
            public class Named { public override String toString() { return 'me'; } }
            public static Object run() { Object o = new Named(); return 'it is ' + o + String.valueOf(o); }`,
        expected: 'it is meme'
    },
    {
        title: 'Comparable',
        source: `
            public class C implements Comparable { public Integer n; public C(Integer n) { this.n = n; } public Integer compareTo(Object o) { return ((C) o).n - n; } }
            public static Object run() { List<C> l = new List<C>{ new C(1), new C(3), new C(2) }; l.sort(); return '' + l[0].n + l[1].n + l[2].n; }`,
        expected: '321'
    },
    {
        title: 'Iterable and Iterator',
        source: `
            public class Count implements Iterable<Integer>, Iterator<Integer> { Integer i = 0; public Iterator<Integer> iterator() { return this; }
                public Boolean hasNext() { return i < 3; } public Integer next() { i++; return i; } }
            public static Object run() { Integer n = 0; for (Integer i : new Count()) { n += i; } return n; }`,
        expected: '6'
    },
    {
        title: 'fields of other objects, compound and chained',
        source: `
            public class Node { public Integer n = 0; public Node next; public Node grow() { next = new Node(); next.n = n + 1; return next; } }
            public static Object run() { Node root = new Node(); Node last = root.grow().grow(); last.n += 5; root.next.n++; root.next.next.n--; Node none;
                return new List<Object>{ root.n, root.next.n, last.n, none?.next.n, root?.next?.next.n }; }`,
        expected: '(0, 2, 6, null, 6)'
    },
    {
        title: 'a field of null',
        source: `
            public class Node { public Node next; }
            public static Object run() { return new Node().next.next; }`,
        expected: 'System.NullPointerException: Attempt to de-reference a null object'
    },
    {
        title: 'a method of null',
        source: `
            public class Node { public Node me() { return null; } }
            public static Object run() { return new Node().me().me(); }`,
        expected: 'System.NullPointerException: Attempt to de-reference a null object'
    },
    {
        title: 'recursion',
        source: `
            static Integer fib(Integer n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
            public static Object run() { return fib(15); }`,
        expected: '610'
    },
    {
        title: 'recursion without end',
        source: `
            static Integer fib; static Integer down(Integer n) { return down(n + 1); }
            public static Object run() { try { return down(0); } catch (Exception e) { return 'caught'; } finally { fib = 1; } }`,
        expected: 'System.LimitException: Maximum stack depth reached: 1001'
    },
    {
        title: 'a loop without end',
        source: `
            public static Object run() { Boolean ran = false; try { while (true) { ran = true; } } catch (Exception e) { return 'caught'; } return 1; }`,
        expected: 'System.LimitException: Apex CPU time limit exceeded'
    },
    {
        title: 'classes of other files',
        source: `public static String SUFFIX() { return '!'; }
            public static Object run() { Other o = new Other(); o.n += 2; Other.total = o.n; return Other.describe() + o.twice() + new Other.Part('p').text + Other.MOST; }`,
        files: {
            Other: `public class Other extends Base { public static Integer total = 0; public static final Integer MOST = 9; public static String describe() { return 'total ' + total + ','; }
                public class Part { public String text; public Part(String s) { text = s + T.SUFFIX(); } } }`,
            Base: 'public virtual class Base { public Integer n = 1; public Integer twice() { return n * 2; } }'
        },
        expected: 'total 3,6p!9'
    },
    {
        title: 'inner classes that extend each other in any order',
        source: `
            public class B extends A { public override String x() { return 'B' + super.x(); } }
            public virtual class A extends Base { public override String x() { return 'A' + super.x(); } }
            public virtual class Base { public virtual String x() { return '.'; } }
            public static Object run() { return new B().x(); }`,
        expected: 'BA.'
    },
    {
        title: 'records',
        source: `
            public static Object run() { Account a = new Account(Name = 'Acme', NumberOfEmployees = 5); a.NumberOfEmployees += 2; a.AnnualRevenue = 10;
                Contact c = new Contact(LastName = 'Doe', Account = a); c.Account.Name += '!';
                return a.Name + a.NumberOfEmployees + a.AnnualRevenue / 4 + c.Account.Name + c.FirstName + c.ReportsTo.Name; }`,
        expected: 'Acme!72.5Acme!nullnull'
    },
    {
        title: 'switch on the type of a record',
        source: `
            static String kind(SObject s) { switch on s { when Account a { return 'account ' + a.Name; } when Contact c { return 'contact'; } when null { return 'null'; } when else { return 'else'; } } }
            public static Object run() { return kind(new Account(Name = 'x')) + kind(new Contact()) + kind(null) + kind(new Lead()); }`,
        expected: 'account xcontactnullelse'
    }
];
