import { expect, test } from 'vitest';
import { findViolation, tellViolation } from '../support/whole/find-violation.ts';

test('a thousand practices in which everything fails tell nobody anything wrong and lose no report', async () => {
  const found = await findViolation(1, 1_000);
  expect(found && tellViolation(found)).toBeNull();
});
