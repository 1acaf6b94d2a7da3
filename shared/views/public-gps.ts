import { availableGps } from '../board/gps.ts';
import type { GpCounts } from '../facts/fact.ts';
import type { Branch } from '../practice/branch.ts';
import type { PracticeSettings } from '../practice/settings.ts';
import type { GpLevel, PublicBranch } from '../wire/public-board.ts';

/**
 * What the public is told of the GPs. Numbers only for branches with enough GPs (setting): in a small named team a
 * count of the absent is information about a person. Never why somebody is absent.
 */
export function toPublicGps(
  level: GpLevel,
  counts: GpCounts | null,
  branch: Branch,
  settings: PracticeSettings,
): PublicBranch['gps'] {
  const inNumbers = counts !== null && branch.gpWording === 'numbers' && counts.expected >= settings.gpNumbersFrom;
  if (!inNumbers) return { level };
  return { level, available: availableGps(counts), expected: counts.expected };
}
