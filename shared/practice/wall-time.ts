import type { Instant } from './instant.ts';
import { instantOfLocal, localDay } from './local-time.ts';

const WALL_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/** The instant of what a clock on the wall shows, `2020-01-02T07:00`; null when it is none. */
export function instantOfWall(text: string, zone: string): Instant | null {
  const match = WALL_TIME.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number);
  const noon = Date.UTC(year, month - 1, day, 12);
  if (hour > 23 || minute > 59 || new Date(noon).getUTCDate() !== day) return null;
  return instantOfLocal(localDay(noon, 'UTC'), hour * 60 + minute, zone);
}
