import type { Statement } from '../../shared/board/board.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import { toStaffPractice } from '../../shared/views/staff-practice.ts';
import type { BranchSetting, StaffPractice } from '../../shared/wire/practice.ts';
import { london, sampleBranches } from './facts.ts';

interface PracticeOptions {
  readonly sample?: boolean;
  /** Slugs of branches that left; `all`: none is there yet. */
  readonly retired?: readonly string[] | 'all';
  readonly name?: string;
}

/** The settings as the office reads them: the sample's, last set by Ben on the day before. */
export function staffPractice({ sample = false, retired = [], name }: PracticeOptions = {}): StaffPractice {
  const said = <T>(value: T, seq: number): Statement<T> => ({
    value,
    seq,
    at: london('2019-12-30 09:00'),
    actor: 'actor-2',
    actorName: 'Ben Office',
    onBehalf: false,
  });
  const settings = { ...DEFAULT_SETTINGS, sample, ...(name !== undefined && { name }) };
  const left = (slug: string) => retired === 'all' || retired.includes(slug);
  const branches = sampleBranches().map((branch, index) => said({ ...branch, retired: left(branch.slug) }, index + 2));
  return toStaffPractice(said(settings, 1), branches);
}

/** A branch as the office reads it. */
export function settingOf(slug: string): BranchSetting {
  const branch = staffPractice().branches.find((one) => one.slug === slug);
  if (!branch) throw new Error(`no sample branch ${slug}`);
  return branch;
}
