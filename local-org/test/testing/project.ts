/** A project whose Apex tests show how tests are run: what passes, fails, does not compile, and who sees whose records. */

const CLASSES = 'app/main/default/classes';

const SOURCES: Record<string, string> = {
    Calculator: `public class Calculator {
    public static Integer absolute(Integer value) {
        if (value < 0) {
            return -value;
        }
        return value;
    }

    public static Integer never() {
        return 1;
    }
}`,
    CalculatorTest: `@IsTest
private class CalculatorTest {
    @IsTest
    static void keepsWhatIsPositive() {
        Assert.areEqual(3, Calculator.absolute(3));
    }

    @IsTest
    static void fails() {
        Assert.areEqual(4, Calculator.absolute(3), 'wrong <by> "one" & more');
    }

    @IsTest
    static void throwsNothingFromHere() {
        String text = null;
        text.length();
    }

    static testMethod void isOldStyle() {
        System.assertEquals(0, Calculator.absolute(0));
    }

    static void isNoTest() {
        Assert.fail('never run');
    }
}`,
    Broken: `public class Broken {
    public static String name() {
        return missing;
    }
}`,
    NeedsBroken: `public class NeedsBroken {
    public static String name() {
        return Broken.name();
    }
}`,
    NeedsBrokenTest: `@IsTest
private class NeedsBrokenTest {
    @IsTest
    static void namesIt() {
        Assert.areEqual('x', NeedsBroken.name());
    }
}`,
    SetupTest: `@IsTest
private class SetupTest {
    static Integer seen = 0;

    @TestSetup
    static void insertOne() {
        seen = 7;
        insert new Account(Name = 'From setup');
    }

    @IsTest
    static void changesIt() {
        Account found = [SELECT Id, Name FROM Account];
        found.Name = 'Changed';
        update found;
        insert new Account(Name = 'Another');
        seen++;
        Assert.areEqual(1, seen, 'Statics begin anew');
    }

    @IsTest
    static void findsItAsItWas() {
        Assert.areEqual('From setup', [SELECT Name FROM Account].Name);
        Assert.areEqual(0, seen, 'Statics begin anew');
    }
}`,
    SetupFailsTest: `@IsTest
private class SetupFailsTest {
    @TestSetup
    static void fails() {
        insert new Account();
    }

    @IsTest
    static void first() {
        Assert.isTrue(true);
    }

    @IsTest
    static void second() {
        Assert.isTrue(true);
    }
}`,
    ZLastTest: `@IsTest
private class ZLastTest {
    @IsTest
    static void seesNoRecords() {
        Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }
}`,
    ControlTest: `@IsTest
private class ControlTest {
    @IsTest
    static void failsWithControlCharacters() {
        Assert.fail('bell ' + String.fromCharArray(new List<Integer>{ 7 }) + ' and ]]> rings');
    }
}`
};

export const TEST_PROJECT: Record<string, string> = Object.fromEntries(
    Object.entries(SOURCES).map(([name, text]) => [`${CLASSES}/${name}.cls`, text])
);
