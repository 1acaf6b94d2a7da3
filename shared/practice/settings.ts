import type { HoursException } from './branch.ts';

/** What the practice can set, for all branches. Shares are 0..1 of the GPs expected. */
export interface PracticeSettings {
  readonly name: string;
  /** Printed phone number of the practice, empty when it has none of its own. */
  readonly phone: string;
  /** Absolute URL of the practice's own web site, empty when it has none. */
  readonly website: string;
  /** IANA name; opening hours are local wall time of this zone. */
  readonly timeZone: string;
  /** From this share of expected GPs on, the level is `usual`. */
  readonly gpUsualFrom: number;
  /** From this share on, the level is `fewer`; below it `few`. */
  readonly gpFewerFrom: number;
  /** Below this share a branch is `degraded`. */
  readonly gpDegradedBelow: number;
  /** The public is given numbers only from this many expected GPs on: in a small team a count is about a person. */
  readonly gpNumbersFrom: number;
  /** Minutes a branch must still be open to be named as one that can help. */
  readonly helpOpenMinutes: number;
  /** At most this many branches are named as ones that can help. */
  readonly helpAtMost: number;
  /** From this share of the open branches in trouble on, the summary's level is `major`. */
  readonly majorFrom: number;
  /** Link to NHS 111 in British Sign Language, empty to leave it out. */
  readonly bslUrl: string;
  /** Days out of the ordinary, by date, at every branch that has no exception of its own for that day. */
  readonly exceptions: readonly HoursException[];
  /** One sentence of the practice's own at the end of the NHS 111 notice, empty for none. */
  readonly noticeLine: string;
  /** It is the invented practice that an empty database begins with. */
  readonly sample: boolean;
}

/**
 * Defaults of every setting. 0.7 of the staff available is the only public figure found for "few" (Kent's
 * threshold for OPEL 4); the others follow the GP alert state levels.
 */
export const DEFAULT_SETTINGS: PracticeSettings = {
  name: 'Example Fen Medical Practice',
  phone: '',
  website: '',
  timeZone: 'Europe/London',
  gpUsualFrom: 0.9,
  gpFewerFrom: 0.7,
  gpDegradedBelow: 0.5,
  gpNumbersFrom: 5,
  helpOpenMinutes: 60,
  helpAtMost: 3,
  majorFrom: 0.5,
  bslUrl: 'https://signvideo.co.uk/nhs111/',
  exceptions: [],
  noticeLine: '',
  sample: false,
};
