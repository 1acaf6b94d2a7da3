import { HOUR, MINUTE } from '../practice/instant.ts';

/** How long something must have been so before followers are told, and how messages are kept apart. */
export const HOLD = {
  /** Most wrong taps are put right within it. */
  trouble: MINUTE,
  /** As long as it takes a line to be trusted again. */
  well: 5 * MINUTE,
  /** Of a surgery that was told to be in trouble twice within `flappingIn`. */
  wellAfterFlapping: 30 * MINUTE,
  flappingIn: HOUR,
  planned: MINUTE,
  /** What falls due this long after the first is told with it. */
  gather: MINUTE,
  /** Between messages on one incident over several surgeries. */
  incidentApart: 5 * MINUTE,
  /** Work is told again this long before it starts, unless it was told of within `soonIfToldBefore`. */
  soon: HOUR,
  soonIfToldBefore: 12 * HOUR,
} as const;
