/** ApexPages.Message */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { ApexEnum } from '../../runtime/values/ApexEnum.ts';
import { ValueObject, valueClass } from '../support/valueClass.ts';

/** Without a detail the summary is the detail too. */
export function pageMessage(
    severity: ApexEnum | null,
    summary: string | null,
    detail: string | null = summary,
    label: string | null = null
): ValueObject {
    return new ValueObject('ApexPages.Message', [
        ['severity', argument(severity)],
        ['summary', summary],
        ['detail', detail],
        ['componentlabel', label]
    ]);
}

const { 'new()': _never, ...members } = valueClass('ApexPages.Message').bodies;

export default library('ApexPages.Message', {
    'new(ApexPages.Severity severity, String summary)': (_rt, severity: ApexEnum, summary: string) => pageMessage(severity, summary),
    'new(ApexPages.Severity severity, String summary, String detail)': (_rt, severity: ApexEnum, summary: string, detail: string) =>
        pageMessage(severity, summary, detail),
    'new(ApexPages.Severity severity, String summary, String detail, String id)': (
        _rt,
        severity: ApexEnum,
        summary: string,
        detail: string,
        id: string
    ) => pageMessage(severity, summary, detail, id),
    ...members
});
