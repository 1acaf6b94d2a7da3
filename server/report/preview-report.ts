import type { Board } from '../../shared/board/board.ts';
import { boardTime } from '../../shared/board/board-time.ts';
import { foldFact } from '../../shared/board/fold.ts';
import { derivePicture } from '../../shared/board/picture.ts';
import { toReportContent } from '../../shared/facts/check-report.ts';
import { type Instant, SECOND } from '../../shared/practice/instant.ts';
import { toPreview } from '../../shared/views/public-preview.ts';
import type { Fault } from '../../shared/wire/problem.ts';
import type { Preview } from '../../shared/wire/preview.ts';
import type { ReportBody } from '../../shared/wire/report.ts';
import { type Actor, answersFor } from '../access/access.ts';
import { AppError } from '../platform/errors.ts';
import { checkBody } from './report-request.ts';

export interface PreviewInput {
  readonly actor: Actor;
  readonly branch: string;
  readonly body: ReportBody;
  readonly shapeFaults: readonly Fault[];
}

function isGone({ branches }: Board, slug: string): boolean {
  return branches[slug]?.setting?.value.retired ?? true;
}

/**
 * What patients would see of the branch if this were reported now. Nothing is stored. Throws `bad-request` with every
 * fault, `not-found`, and `not-allowed` for a lead of other branches.
 */
export function previewReport(board: Board, now: Instant, input: PreviewInput): Preview {
  const { actor, branch, body } = input;
  const faults = checkBody(input);
  if (faults.length > 0) throw new AppError('bad-request', { faults });
  if (isGone(board, branch)) throw new AppError('not-found', { detail: 'There is no branch of this name.' });
  if (!answersFor(actor, branch)) throw new AppError('not-allowed', { detail: 'This is not a branch of yours.' });
  const time = boardTime(board, now, 'public');
  const reported = foldFact(board, {
    kind: 'report',
    branch,
    seq: board.seq + 1,
    at: time - (body.madeSecondsAgo ?? 0) * SECOND,
    recordedAt: time,
    actor: actor.id,
    actorName: actor.name,
    onBehalf: false,
    ...toReportContent(body),
  });
  const preview = toPreview(derivePicture(reported, time), branch);
  if (!preview) throw new Error(`no view of ${branch}, which the board has`);
  return preview;
}
