import type { ReportContent } from '../../shared/facts/check-report.ts';
import { branchPath, PATHS } from '../../shared/wire/paths.ts';
import type { Preview } from '../../shared/wire/preview.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { type SendEnvironment, send } from './send.ts';

/** What patients would see: the board as it is, with this branch as it would be. */
export interface ShownPreview {
  readonly preview: Preview;
  readonly board: PublicBoard;
}

/** Asks the server what patients would see; null when it cannot be told. */
export async function fetchPreview(
  environment: SendEnvironment,
  slug: string,
  content: ReportContent,
): Promise<ShownPreview | null> {
  const [preview, board] = await Promise.all([
    send(environment, { path: branchPath(slug, 'preview'), body: content, tries: 2 }),
    send(environment, { method: 'GET', path: PATHS.publicBoard, tries: 2 }),
  ]);
  if (preview.kind !== 'ok' || board.kind !== 'ok') return null;
  return { preview: preview.body as Preview, board: board.body as PublicBoard };
}
