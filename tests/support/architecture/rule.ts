import type { Source } from './source.ts';

/** What breaks a rule, each as one sentence that begins with the file. */
export type Faults = readonly string[];

/** Texts of files by path. */
export type Sample = Readonly<Record<string, string>>;

/** A rule with what proves that it can fail, and that it does not fail for nothing. */
export interface CodeRule {
  readonly says: string;
  readonly check: (sources: readonly Source[]) => Faults;
  readonly refuses: readonly Sample[];
  readonly allows: readonly Sample[];
}
