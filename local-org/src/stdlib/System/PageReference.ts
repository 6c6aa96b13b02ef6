/** System.PageReference */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import type { SObject } from '../../runtime/values/SObject.ts';
import { PageReference } from '../support/pages.ts';

export default library('System.PageReference', {
    'new(String url)': (_rt, url: string | null) => new PageReference(argument(url)),
    'new(SObject record)': (_rt, record: SObject | null) => new PageReference(`/${argument(record).id ?? ''}`),
    'String getAnchor()': (_rt, self: PageReference) => self.anchor,
    'Map<String,String> getHeaders()': (_rt, self: PageReference) => self.headers,
    'Map<String,String> getParameters()': (_rt, self: PageReference) => self.parameters,
    'Boolean getRedirect()': (_rt, self: PageReference) => self.redirect,
    'String getUrl()': (_rt, self: PageReference) => self.url,
    'PageReference setAnchor(String anchor)': (_rt, self: PageReference, anchor: string | null) => {
        self.anchor = anchor;
        return self;
    },
    'PageReference setRedirect(Boolean redirect)': (_rt, self: PageReference, redirect: boolean | null) => {
        self.redirect = argument(redirect);
        return self;
    }
});
