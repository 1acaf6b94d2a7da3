import { bankHolidaysKnownUntil, bankHolidaysRunOutSoon } from '../../shared/practice/bank-holidays.ts';
import { dayKey } from '../../shared/practice/local-time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';

/** An upgrade brings the next years' bank holidays; until then a surgery would be called open on one of them. */
export function warnOfBankHolidays(clock: Clock, { timeZone }: Config, log: Log): void {
  if (!bankHolidaysRunOutSoon(clock.now(), timeZone)) return;
  log.warn({ knownUntil: dayKey(bankHolidaysKnownUntil()) }, 'bank holidays are known for less than 6 months more');
}
