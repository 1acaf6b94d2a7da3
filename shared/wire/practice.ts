import { type Static, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const text = (description: string) => Type.String({ description });

/** One day out of the ordinary. */
export const HoursExceptionBody = Type.Object(
  {
    date: text('A local day: "2026-12-24".'),
    hours: text('"08:00-12:00", "08:00-12:00 13:00-15:00", or "closed".'),
    note: nullable(text('Why, in words that patients read: "Staff training".')),
  },
  closed,
);
export type HoursExceptionBody = Static<typeof HoursExceptionBody>;

const exceptions = Type.Array(HoursExceptionBody);

const branchFields = {
  name: text('As patients know it.'),
  odsCode: text('National organisation code: "A81001" or "A81001001".'),
  address: text('Without town and postcode.'),
  town: Type.String(),
  postcode: Type.String(),
  position: nullable(Type.Object({ lat: Type.Number(), lon: Type.Number() }, closed)),
  phone: text('As it is printed: "01632 960001".'),
  hours: text('"Mon-Thu 08:00-12:30 13:30-18:30; Sat 09:00-12:00", or "closed".'),
  exceptions,
  expectedGps: Type.Number({ description: 'GPs usually planned for a day.' }),
  listSize: Type.Number({ description: 'Registered patients.' }),
  providers: Type.Object({ internet: Type.String(), records: Type.String(), phones: Type.String() }, closed),
  takesOthers: Type.Boolean({ description: 'Patients of a branch in trouble may be sent here.' }),
  gpWording: text('"numbers" or "words": how patients are told about GPs.'),
  redirect111: Type.Boolean({ description: 'Its phone line tells callers to use NHS 111 while it is shut.' }),
};

/** A branch as the office sets it: the whole branch each time. */
export const BranchBody = Type.Object(branchFields, closed);
export type BranchBody = Static<typeof BranchBody>;

/** A branch that is set up; a retired branch of this slug comes back. */
export const NewBranchBody = Type.Object(
  { slug: text('Its name in addresses, for ever: "orton-mere".'), ...branchFields },
  closed,
);
export type NewBranchBody = Static<typeof NewBranchBody>;

const practiceFields = {
  name: Type.String(),
  phone: text('Empty when the practice has none of its own.'),
  website: text('An https address, or empty.'),
  timeZone: text('IANA name: "Europe/London".'),
  gpUsualFrom: Type.Number({ description: 'From this share of the expected GPs on, the level is "usual".' }),
  gpFewerFrom: Type.Number({ description: 'From this share on it is "fewer", below it "few".' }),
  gpDegradedBelow: Type.Number({ description: 'Below this share a branch is degraded.' }),
  gpNumbersFrom: Type.Number({ description: 'Patients are given numbers from this many expected GPs on.' }),
  helpOpenMinutes: Type.Number({
    description: 'Minutes a branch must still be open to be named as one that can help.',
  }),
  helpAtMost: Type.Number({ description: 'At most this many branches are named as ones that can help.' }),
  majorFrom: Type.Number({
    description: 'From this share of the open branches in trouble on, it is a major disruption.',
  }),
  bslUrl: text('NHS 111 in British Sign Language: an https address, or empty.'),
  exceptions,
  noticeLine: text('One sentence of the practice’s own at the end of the NHS 111 notice, or empty.'),
};

/** The practice's settings: all of them each time. */
export const PracticeBody = Type.Object(practiceFields, closed);
export type PracticeBody = Static<typeof PracticeBody>;

const standing = {
  seq: Type.Integer({ description: 'The fact that set it last, 0 when none did: the value for If-Match.' }),
  changed: nullable(Type.Object({ by: nullable(Type.String()), at: IsoInstant }, closed)),
};

export const PracticeSetting = Type.Object(
  {
    ...practiceFields,
    sample: Type.Boolean({ description: 'It is the invented practice that an empty database begins with.' }),
    ...standing,
  },
  closed,
);
export type PracticeSetting = Static<typeof PracticeSetting>;

export const BranchSetting = Type.Object({ slug: Type.String(), ...branchFields, ...standing }, closed);
export type BranchSetting = Static<typeof BranchSetting>;

/** All that the office can set, as it is set. */
export const StaffPractice = Type.Object(
  {
    practice: PracticeSetting,
    branches: Type.Array(BranchSetting, { description: 'By name.' }),
    retired: Type.Array(BranchSetting, {
      description: 'Branches that left, by name, as they were set; set one up again by its slug.',
    }),
  },
  closed,
);
export type StaffPractice = Static<typeof StaffPractice>;

/** A setting that holds now. `seq` is the next `If-Match`. */
export const SettingAnswer = Type.Object({ seq: Type.Integer(), at: IsoInstant }, closed);
export type SettingAnswer = Static<typeof SettingAnswer>;

/** The sample practice left. */
export const SampleGone = Type.Object(
  { seq: Type.Integer({ description: 'The next If-Match of the practice.' }), retired: Type.Array(Type.String()) },
  closed,
);
export type SampleGone = Static<typeof SampleGone>;
