/** System.RestResponse */
import { library } from '../../runtime/library.ts';
import { argument } from '../../runtime/operators.ts';
import { RestResponse } from '../support/rest.ts';

export default library('System.RestResponse', {
    'new()': () => new RestResponse(),
    'get Map<String,String> headers': (_rt, self: RestResponse) => self.headers,
    'set Map<String,String> headers': (_rt, self: RestResponse, value: RestResponse['headers']) => {
        self.headers = value;
    },
    'get Blob responseBody': (_rt, self: RestResponse) => self.responseBody,
    'set Blob responseBody': (_rt, self: RestResponse, value: RestResponse['responseBody']) => {
        self.responseBody = value;
    },
    'get Integer statusCode': (_rt, self: RestResponse) => self.statusCode,
    'set Integer statusCode': (_rt, self: RestResponse, value: RestResponse['statusCode']) => {
        self.statusCode = value;
    },
    'void addHeader(String name, String value)': (_rt, self: RestResponse, name: string, value: string) => {
        self.headers.put(argument(name), value);
    }
});
