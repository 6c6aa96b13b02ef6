/** Something in the project's metadata that a deployment would be refused for. */
export interface DeployProblem {
    /** Path of the metadata file, relative to the project. */
    path: string;
    message: string;
    /** Absent: Salesforce would refuse it. `unsupported`: Salesforce takes it, this org has not built it. */
    kind?: 'unsupported';
}
