/** System.RestContext */
import { library } from '../../runtime/library.ts';
import { restState } from '../support/rest.ts';
import type { RestRequest, RestResponse } from '../support/rest.ts';

export default library('System.RestContext', {
    'static get RestRequest request': (rt) => restState(rt).request,
    'static set RestRequest request': (rt, value: RestRequest | null) => {
        restState(rt).request = value;
    },
    'static get RestResponse response': (rt) => restState(rt).response,
    'static set RestResponse response': (rt, value: RestResponse | null) => {
        restState(rt).response = value;
    }
});
