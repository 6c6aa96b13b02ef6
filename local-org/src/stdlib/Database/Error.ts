/** Database.Error */
import { library } from '../../runtime/library.ts';
import type { DatabaseError } from '../support/dmlResults.ts';

export default library('Database.Error', {
    'List<String> getFields()': (_rt, self: DatabaseError) => self.fields,
    'String getMessage()': (_rt, self: DatabaseError) => self.message,
    'StatusCode getStatusCode()': (_rt, self: DatabaseError) => self.statusCode,
    'get List<String> Fields': (_rt, self: DatabaseError) => self.fields,
    'get String Message': (_rt, self: DatabaseError) => self.message,
    'get StatusCode StatusCode': (_rt, self: DatabaseError) => self.statusCode
});
