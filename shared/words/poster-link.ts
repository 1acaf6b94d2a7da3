/** Leads from a surgery's page to its poster. It stands alone: the page of all surgeries does not load it. */
export const POSTER_LINK = 'Print a poster for the door';
