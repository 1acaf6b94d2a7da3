/** Which night's export was made, so that of several instances one makes it. */
export interface NightlyExportTable {
  /** The day on which the night ended, as `2019-12-31`. */
  readonly night: string;
  readonly file: string;
  readonly made_at: Date;
}
