import { type Static, Type } from 'typebox';
import { TEXT_FIELDS } from '../facts/erasure.ts';
import { CONTACT_STATES } from '../facts/fact.ts';
import { IsoInstant } from './public-board.ts';
import { ReportBody } from './report.ts';

const closed = { additionalProperties: false } as const;

/** Facts a timeline answer holds at most, and when no limit is asked for. */
export const TIMELINE_MAX = 100_000;
export const TIMELINE_DEFAULT = 100;

/** One fact about a branch, or about the practice and so about each of its branches, as staff read it. `report` and `contact` are there for facts of that kind. */
export const TimelineEntry = Type.Object(
  {
    seq: Type.Integer(),
    kind: Type.Enum([
      'report',
      'signal',
      'probe',
      'flapping',
      'branch',
      'practice',
      'incident',
      'notice',
      'alert',
      'check',
      'planned',
      'erasure',
    ] as const),
    at: IsoInstant,
    recordedAt: IsoInstant,
    by: Type.Union([Type.String(), Type.Null()], { description: 'Name of who said it; null when it was erased.' }),
    onBehalf: Type.Boolean(),
    sentence: Type.String({ description: 'What it says, in plain words.' }),
    report: Type.Optional(Type.Omit(ReportBody, ['madeSecondsAgo', 'lastSeenAt'])),
    texts: Type.Optional(
      Type.Array(Type.Enum(TEXT_FIELDS), { description: 'What was typed in it and is still there; absent: nothing.' }),
    ),
    contact: Type.Optional(
      Type.Object({ state: Type.Enum(CONTACT_STATES), lastBeatAt: Type.Union([IsoInstant, Type.Null()]) }, closed),
    ),
  },
  closed,
);
export type TimelineEntry = Static<typeof TimelineEntry>;

/** The facts about a branch, newest first. */
export const Timeline = Type.Object(
  {
    branch: Type.String(),
    facts: Type.Array(TimelineEntry),
  },
  closed,
);
export type Timeline = Static<typeof Timeline>;
