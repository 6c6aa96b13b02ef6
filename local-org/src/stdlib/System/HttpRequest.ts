/** System.HttpRequest */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { ApexBlob } from '../../runtime/values/ApexBlob.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';
import { HttpRequest } from '../support/http.ts';

const LONGEST_TIMEOUT = 120_000;

export default library('System.HttpRequest', {
    'new()': () => new HttpRequest(),
    'String getBody()': (_rt, self: HttpRequest) => self.body.toText(),
    'Blob getBodyAsBlob()': (_rt, self: HttpRequest) => self.body,
    'Boolean getCompressed()': (_rt, self: HttpRequest) => self.compressed,
    'String getEndpoint()': (_rt, self: HttpRequest) => self.endpoint,
    'String getHeader(String name)': (_rt, self: HttpRequest, name: string) => self.headers.get(argument(name)),
    'String getMethod()': (_rt, self: HttpRequest) => self.method,
    'void setBody(String body)': (_rt, self: HttpRequest, body: string) => {
        self.body = ApexBlob.ofText(argument(body));
    },
    'void setBodyAsBlob(Blob body)': (_rt, self: HttpRequest, body: ApexBlob) => {
        self.body = argument(body);
    },
    'void setClientCertificateName(String name)': (_rt, self: HttpRequest, name: string | null) => {
        self.clientCertificate = name;
    },
    'void setCompressed(Boolean compressed)': (_rt, self: HttpRequest, compressed: boolean) => {
        self.compressed = argument(compressed);
    },
    'void setEndpoint(String endpoint)': (_rt, self: HttpRequest, endpoint: string | null) => {
        self.endpoint = endpoint;
    },
    'void setHeader(String name, String value)': (_rt, self: HttpRequest, name: string, value: string) =>
        self.headers.set(argument(name), argument(value)),
    'void setMethod(String method)': (_rt, self: HttpRequest, method: string | null) => {
        self.method = method;
    },
    'void setTimeout(Integer milliseconds)': (_rt, self: HttpRequest, milliseconds: number) => {
        if (argument(milliseconds) < 1 || milliseconds > LONGEST_TIMEOUT) {
            throw ApexException.of('System.CalloutException', `Invalid timeout: ${milliseconds}. Must be between 1 and ${LONGEST_TIMEOUT}`);
        }
        self.timeout = milliseconds;
    },
    'String toString()': (_rt, self: HttpRequest) => String(self)
});
