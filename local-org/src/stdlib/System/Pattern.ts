/** System.Pattern */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { Matcher, Pattern } from '../support/Pattern.ts';
import { quoteJava, splitJava } from '../text/javaRegex.ts';

export default library('System.Pattern', {
    'static Pattern compile(String regExp)': (_rt, regExp: string) => new Pattern(argument(regExp)),
    'Matcher matcher(String text)': (_rt, self: Pattern, text: string) => new Matcher(self, argument(text)),
    'static Boolean matches(String regExp, String text)': (_rt, regExp: string, text: string) =>
        new Pattern(argument(regExp)).matches(argument(text)),
    'String pattern()': (_rt, self: Pattern) => self.text,
    'static String quote(String text)': (_rt, text: string) => quoteJava(argument(text)),
    'List<String> split(String text)': (_rt, self: Pattern, text: string) =>
        new ApexList('String', splitJava(argument(text), self.regExp, 0)),
    'List<String> split(String text, Integer limit)': (_rt, self: Pattern, text: string, limit: number) =>
        new ApexList('String', splitJava(argument(text), self.regExp, argument(limit)))
});
