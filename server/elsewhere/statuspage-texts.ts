import fastJsonStringify from 'fast-json-stringify';
import { toStatuspage } from '../../shared/views/statuspage.ts';
import type { ToldBoard } from '../../shared/views/told-board.ts';
import { STATUSPAGE_ANSWERS, type StatuspageAnswer } from '../../shared/wire/statuspage.ts';

function serialisers() {
  const of = (name: StatuspageAnswer) => fastJsonStringify(STATUSPAGE_ANSWERS[name]);
  return {
    summary: of('summary'),
    status: of('status'),
    components: of('components'),
    incidents: of('incidents'),
    unresolved: of('unresolved'),
    maintenances: of('maintenances'),
    upcoming: of('upcoming'),
    active: of('active'),
  };
}

/** The JSON of each answer, through its schema: a field that the schema does not name cannot get out. */
export function statuspageTexts(): (name: StatuspageAnswer, told: ToldBoard) => string {
  const serialise = serialisers();
  return (name, told) => {
    const { page, status, components, incidents, unresolved, maintenances, upcoming, active } = toStatuspage(told);
    switch (name) {
      case 'summary': {
        const scheduled_maintenances = [...active, ...upcoming];
        return serialise.summary({ page, components, incidents: unresolved, scheduled_maintenances, status });
      }
      case 'status':
        return serialise.status({ page, status });
      case 'components':
        return serialise.components({ page, components });
      case 'incidents':
        return serialise.incidents({ page, incidents });
      case 'unresolved':
        return serialise.unresolved({ page, incidents: unresolved });
      case 'maintenances':
        return serialise.maintenances({ page, scheduled_maintenances: maintenances });
      case 'upcoming':
        return serialise.upcoming({ page, scheduled_maintenances: upcoming });
      case 'active':
        return serialise.active({ page, scheduled_maintenances: active });
    }
  };
}
