// Apart from the schemas, so that pages know them without loading any.

/** Characters that a message to patients, and a note for staff, may have. */
export const MESSAGE_MAX = 280;
export const NOTE_MAX = 500;
/** 48 hours: a phone may have been away for a weekend's start. */
export const MADE_SECONDS_AGO_MAX = 172_800;
/** From this age on a report came from a queue: it is stored whatever its `If-Match`. */
export const QUEUED_FROM_SECONDS = 30;
