import { type Static, Type } from 'typebox';
import { ReportAnswer, ReportBody } from './report.ts';

const closed = { additionalProperties: false } as const;

/** The same report for several branches: stored for all of them or for none. */
export const BulkReportBody = Type.Object(
  {
    branches: Type.Array(
      Type.Object(
        {
          slug: Type.String({ minLength: 1, maxLength: 64 }),
          seen: Type.Integer({ minimum: 0, description: 'seq of the branch that the reporter saw, as in If-Match.' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2_000 },
    ),
    report: ReportBody,
  },
  closed,
);
export type BulkReportBody = Static<typeof BulkReportBody>;

export const BulkReportAnswer = Type.Object({ reports: Type.Array(ReportAnswer) }, closed);
export type BulkReportAnswer = Static<typeof BulkReportAnswer>;
