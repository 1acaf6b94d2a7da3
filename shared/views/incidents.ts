import type { Incident } from '../board/incidents.ts';
import type { Picture } from '../board/picture.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';

/** The incidents that pages show: open ones, and those resolved today or yesterday; newest first. */
export function standingIncidents({ incidents, now, settings }: Picture): readonly Incident[] {
  const yesterday = startOfDay(addDays(localDay(now, settings.timeZone), -1), settings.timeZone);
  return incidents.filter(({ resolved }) => resolved === null || resolved.at >= yesterday).toReversed();
}
