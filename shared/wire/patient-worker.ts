/** Address of the worker that opens patients' pages when we cannot be reached. */
export const PATIENT_WORKER = '/sw.js';

/** What an open page asks of it. */
export interface KeepRequest {
  /** Path of the page to keep. */
  readonly keep: string;
  /** Ask the server for it: what the browser itself has of it is not the newest any more. */
  readonly anew: boolean;
}

/** Where it finds the last page that it kept of an address. */
export const KEPT_PAGES = 'branchboard-patient-pages-1';
export const KEPT_FILES = 'branchboard-patient-files-1';
