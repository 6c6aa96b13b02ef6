/** System.Http */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { LibraryObject } from '../../runtime/values/LibraryObject.ts';
import { send } from '../support/http.ts';
import type { HttpRequest } from '../support/http.ts';

class Http extends LibraryObject {
    readonly apexType = 'System.Http';
}

export default library('System.Http', {
    'new()': () => new Http(),
    'HttpResponse send(HttpRequest request)': (rt, _self: Http, request: HttpRequest) => send(rt, argument(request)),
    'String toString()': (_rt, self: Http) => String(self)
});
