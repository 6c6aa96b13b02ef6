/** System.Matcher */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { Matcher, Pattern } from '../support/Pattern.ts';

export default library('System.Matcher', {
    'Integer end()': (_rt, self: Matcher) => self.end(0),
    'Integer end(Integer group)': (_rt, self: Matcher, group: number) => self.end(argument(group)),
    'Boolean find()': (_rt, self: Matcher) => self.find(),
    'Boolean find(Integer from)': (_rt, self: Matcher, from: number) => self.find(argument(from)),
    'String group()': (_rt, self: Matcher) => self.group(0),
    'String group(Integer group)': (_rt, self: Matcher, group: number) => self.group(argument(group)),
    'Integer groupCount()': (_rt, self: Matcher) => self.groupCount,
    'Boolean lookingAt()': (_rt, self: Matcher) => self.lookingAt(),
    'Boolean matches()': (_rt, self: Matcher) => self.matches(),
    'Pattern pattern()': (_rt, self: Matcher) => self.pattern,
    'static String quoteReplacement(String text)': (_rt, text: string) => argument(text).replace(/[\\$]/g, '\\$&'),
    'Matcher region(Integer start, Integer end)': (_rt, self: Matcher, start: number, end: number) =>
        self.region(argument(start), argument(end)),
    'Integer regionEnd()': (_rt, self: Matcher) => self.regionEnd,
    'Integer regionStart()': (_rt, self: Matcher) => self.regionStart,
    'String replaceAll(String replacement)': (_rt, self: Matcher, replacement: string) => self.replace(argument(replacement), false),
    'String replaceFirst(String replacement)': (_rt, self: Matcher, replacement: string) => self.replace(argument(replacement), true),
    'Matcher reset()': (_rt, self: Matcher) => self.reset(),
    'Matcher reset(String text)': (_rt, self: Matcher, text: string) => self.reset(argument(text)),
    'Integer start()': (_rt, self: Matcher) => self.start(0),
    'Integer start(Integer group)': (_rt, self: Matcher, group: number) => self.start(argument(group)),
    'Matcher usePattern(Pattern pattern)': (_rt, self: Matcher, pattern: Pattern) => {
        self.pattern = argument(pattern);
        return self;
    }
});
