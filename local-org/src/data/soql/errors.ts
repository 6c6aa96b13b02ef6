/** Salesforce's words for queries that it refuses. */
import { UnsupportedError } from '../../runtime/errors.ts';
import { ApexException } from '../../runtime/values/ApexException.ts';

export function queryException(message: string): ApexException {
    return ApexException.of('System.QueryException', message);
}

const ADVICE =
    "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. " +
    'Please reference your WSDL or the describe call for the appropriate names.';

/** Unknown field, or one that user mode hides. */
export function noSuchColumn(field: string, entity: string): ApexException {
    return queryException(`No such column '${field}' on entity '${entity}'. ${ADVICE}`);
}

export function noSuchRelation(relation: string, entity: string): Error {
    if (relation.toLowerCase() === 'userrecordaccess') {
        return new UnsupportedError('SOQL on UserRecordAccess as a relationship');
    }
    return queryException(
        `Didn't understand relationship '${relation}' in field path. If you are attempting to use a custom relationship, be sure to append the ` +
            `'__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names. (${entity})`
    );
}

/** A child relationship in the FROM of a sub-query. */
export function noSuchChildRelation(relation: string): ApexException {
    return queryException(
        `Didn't understand relationship '${relation}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to ` +
            `append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`
    );
}

/** Unknown object, or one that user mode hides (the published recipes of Salesforce assert these words). */
export function unsupportedObject(object: string): ApexException {
    return queryException(
        `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ` +
            'Please reference your WSDL or the describe call for the appropriate names.'
    );
}
