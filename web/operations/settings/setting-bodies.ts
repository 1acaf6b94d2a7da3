import type { BranchSetting, NewBranchBody, PracticeBody, PracticeSetting } from '../../../shared/wire/practice.ts';

/** What is sent back of the practice as it is set. */
export function bodyOfPractice({
  sample: _sample,
  seq: _seq,
  changed: _changed,
  ...body
}: PracticeSetting): PracticeBody {
  return body;
}

/** What is sent back of a branch as it is set. */
export function bodyOfBranch({ seq: _seq, changed: _changed, ...body }: BranchSetting): NewBranchBody {
  return body;
}
