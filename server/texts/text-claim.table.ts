import type { ReportContent } from '../../shared/facts/check-report.ts';

/** `waiting`: for its code; `asked`: a code went out with a question, and nobody has claimed anything yet. */
export type ClaimState = 'waiting' | 'asked' | 'confirmed' | 'refused' | 'expired' | 'replaced' | 'locked';

/** What somebody claims by text, and what is not said of the branch before it is confirmed. */
export interface TextClaimTable {
  readonly id: string;
  readonly person: string;
  readonly branch: string;
  readonly content: ReportContent;
  /** When it was true. */
  readonly said_at: Date;
  readonly made_at: Date;
  readonly code: string;
  /** Wrong codes that came meanwhile. */
  readonly wrong_codes: number;
  readonly expires_at: Date;
  readonly state: ClaimState;
  readonly settled_at: Date | null;
}
