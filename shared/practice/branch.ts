/** Where a place is, in decimal degrees (WGS 84). */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** Minutes after local midnight, 0..1440. */
export type MinuteOfDay = number;

/** One opening of a day, in local wall time: `from` is included, `to` is not. */
export interface Opening {
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
}

/** Openings per weekday, Monday first (index 0) to Sunday (index 6). A day without openings is closed. */
export type WeeklyHours = readonly [
  monday: readonly Opening[],
  tuesday: readonly Opening[],
  wednesday: readonly Opening[],
  thursday: readonly Opening[],
  friday: readonly Opening[],
  saturday: readonly Opening[],
  sunday: readonly Opening[],
];

/** What a branch does on one day, instead of its weekly hours and of what a bank holiday would make of the day. */
export interface HoursException {
  /** `YYYY-MM-DD`, a local day. */
  readonly date: string;
  /** In order; none: closed that day. */
  readonly openings: readonly Opening[];
  /** Why, in words that patients read: "Staff training". */
  readonly note: string | null;
}

/** How the public is told about GPs: by number, or in words only. `numbers` still means words below five expected. */
export type GpWording = 'numbers' | 'words';

/** A branch surgery as the practice set it up. */
export interface Branch {
  /** Name in paths, for ever: `clayton`. */
  readonly slug: string;
  readonly name: string;
  /** The national organisation code (ODS). */
  readonly odsCode: string;
  readonly address: string;
  readonly town: string;
  readonly postcode: string;
  readonly position: Position | null;
  /** As it is printed for people: `01632 960001`. */
  readonly phone: string;
  readonly hours: WeeklyHours;
  /** Its own days out of the ordinary, by date; each wins over the practice's for that day. */
  readonly exceptions: readonly HoursException[];
  /** GPs usually planned for a day; a report's own `expected` wins. */
  readonly expectedGps: number;
  /** Registered patients. */
  readonly listSize: number;
  readonly providers: {
    readonly internet: string;
    readonly records: string;
    readonly phones: string;
  };
  /** May patients of a branch in trouble be sent here. */
  readonly takesOthers: boolean;
  readonly gpWording: GpWording;
  /** The branch's phone line tells callers to use NHS 111 while it is shut. */
  readonly redirect111: boolean;
  /** It left the practice: it is on no page and takes no reports, until it is set up again. */
  readonly retired: boolean;
}

/** What branches that were set up before these fields were there are like. */
export const BRANCH_DEFAULTS: Pick<Branch, 'exceptions' | 'retired'> = { exceptions: [], retired: false };
