/** System.RestRequest */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { RestRequest } from '../support/rest.ts';

export default library('System.RestRequest', {
    'new()': () => new RestRequest(),
    'get Map<String,String> headers': (_rt, self: RestRequest) => self.headers,
    'set Map<String,String> headers': (_rt, self: RestRequest, value: RestRequest['headers']) => {
        self.headers = value;
    },
    'get String httpMethod': (_rt, self: RestRequest) => self.httpMethod,
    'set String httpMethod': (_rt, self: RestRequest, value: RestRequest['httpMethod']) => {
        self.httpMethod = value;
    },
    'get Map<String,String> params': (_rt, self: RestRequest) => self.params,
    'set Map<String,String> params': (_rt, self: RestRequest, value: RestRequest['params']) => {
        self.params = value;
    },
    'get String remoteAddress': (_rt, self: RestRequest) => self.remoteAddress,
    'set String remoteAddress': (_rt, self: RestRequest, value: RestRequest['remoteAddress']) => {
        self.remoteAddress = value;
    },
    'get Blob requestBody': (_rt, self: RestRequest) => self.requestBody,
    'set Blob requestBody': (_rt, self: RestRequest, value: RestRequest['requestBody']) => {
        self.requestBody = value;
    },
    'get String requestURI': (_rt, self: RestRequest) => self.requestURI,
    'set String requestURI': (_rt, self: RestRequest, value: RestRequest['requestURI']) => {
        self.requestURI = value;
    },
    'get String resourcePath': (_rt, self: RestRequest) => self.resourcePath,
    'set String resourcePath': (_rt, self: RestRequest, value: RestRequest['resourcePath']) => {
        self.resourcePath = value;
    },
    'void addHeader(String name, String value)': (_rt, self: RestRequest, name: string, value: string) => {
        self.headers.put(argument(name), value);
    },
    'void addParameter(String name, String value)': (_rt, self: RestRequest, name: string, value: string) => {
        self.params.put(argument(name), value);
    }
});
