import { Type } from 'typebox';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import { type PeopleReportDeps, reportPeople } from './people-report.ts';

const Day = Type.Optional(
  Type.String({ maxLength: 10, description: 'A day of the practice, such as 2026-03-31; empty: no limit.' }),
);
const Days = Type.Object({ from: Day, to: Day }, { additionalProperties: false });

/** Who came, moved and went: for whoever has to show that accounts are looked after. */
export function registerPeopleReport(
  app: Http,
  { clock, ...deps }: PeopleReportDeps & { readonly clock: Clock },
): void {
  app.get(
    PATHS.peopleReport,
    { config: { access: 'operations' }, schema: { querystring: Days } },
    async ({ query }, reply) => {
      const report = await reportPeople(deps, query, clock.now());
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="people.csv"')
        .type('text/csv; charset=utf-8')
        .send(report);
    },
  );
}
