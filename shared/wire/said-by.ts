// Apart from the schemas, so that pages know it without loading any.

/** Whose words a report that waited are: whoever else is signed in by then does not send it as theirs. */
export const SAID_BY_HEADER = 'branchboard-said-by';
