/** System.HttpResponse */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexList } from '../../runtime/values/ApexList.ts';
import { HttpResponse } from '../support/http.ts';

export default library('System.HttpResponse', {
    'new()': () => new HttpResponse(),
    'String getBody()': (_rt, self: HttpResponse) => self.body.toText(),
    'Blob getBodyAsBlob()': (_rt, self: HttpResponse) => self.body,
    'String getHeader(String name)': (_rt, self: HttpResponse, name: string) => self.headers.get(argument(name)),
    'List<String> getHeaderKeys()': (_rt, self: HttpResponse) => new ApexList('String', self.headers.names()),
    'String getStatus()': (_rt, self: HttpResponse) => self.status,
    'Integer getStatusCode()': (_rt, self: HttpResponse) => self.statusCode,
    'void setBody(String body)': (_rt, self: HttpResponse, body: string) => {
        self.body = ApexBlob.ofText(argument(body));
    },
    'void setBodyAsBlob(Blob body)': (_rt, self: HttpResponse, body: ApexBlob) => {
        self.body = argument(body);
    },
    'void setHeader(String name, String value)': (_rt, self: HttpResponse, name: string, value: string) =>
        self.headers.set(argument(name), argument(value)),
    'void setStatus(String status)': (_rt, self: HttpResponse, status: string | null) => {
        self.status = status;
    },
    'void setStatusCode(Integer statusCode)': (_rt, self: HttpResponse, statusCode: number) => {
        self.statusCode = argument(statusCode);
    },
    'String toString()': (_rt, self: HttpResponse) => String(self)
});
