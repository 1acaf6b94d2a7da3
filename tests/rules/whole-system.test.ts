import { expect, test } from 'vitest';
import { findViolation, tellViolation } from '../support/whole/find-violation.ts';

/** A thousand, and any one again, by `npm run simulate -- --whole`. */
const CHUNK = 5;
const CHUNKS = Array.from({ length: 8 }, (_, n) => 1 + n * CHUNK);

test.each(CHUNKS)(
  'whatever fails, no page is believed that is wrong and no report is lost, from seed %i on',
  {
    timeout: 120_000,
  },
  async (from) => {
    const found = await findViolation(from, CHUNK);
    expect(found && tellViolation(found)).toBeNull();
  },
);
