import type { doubtedServices } from '../board/incidents.ts';
import { isDoubted } from '../board/incidents.ts';
import type { ItReading } from '../board/it.ts';
import type { Service, ServiceState } from '../facts/fact.ts';
import type { PublicBranch } from '../wire/public-board.ts';

/** Services that an incident calls into question, and since when. */
export type Doubted = ReturnType<typeof doubtedServices>;

/**
 * Silence alone shows that nothing is heard; it is no word on which service is broken. Nor is it a green what was said
 * to work before an incident that is about it: only a later word is.
 */
export function shownServices(it: ItReading, doubted: Doubted): PublicBranch['services'] {
  const stateOf = (service: Service): ServiceState => {
    const { state, implied, claim } = it.services[service];
    const bySilence = it.byWord === 'silence' && (implied || (service === 'internet' && claim === null));
    return bySilence || isDoubted(it.services[service], doubted.get(service)) ? 'unknown' : state;
  };
  return {
    internet: stateOf('internet'),
    records: stateOf('records'),
    phones: stateOf('phones'),
    online: stateOf('online'),
    prescriptions: stateOf('prescriptions'),
  };
}
