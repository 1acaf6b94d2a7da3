import type { Statement } from '../../shared/board/board.ts';
import { EMPTY_BOARD, foldFacts } from '../../shared/board/fold.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../../shared/practice/settings.ts';
import { readSettingFacts } from '../journal/settings.ts';
import type { Db } from '../platform/database.types.ts';

/** How the practice is set now, by the same fold that pages are made of. */
export interface KnownSettings {
  /** The fact that set it last, 0 when none did. */
  readonly practiceSeq: number;
  readonly settings: PracticeSettings;
  readonly practice: Statement<PracticeSettings> | null;
  /** By slug, retired ones too. */
  readonly branches: ReadonlyMap<string, Statement<Branch>>;
}

export async function readKnownSettings(db: Db): Promise<KnownSettings> {
  const board = foldFacts(EMPTY_BOARD, await readSettingFacts(db));
  const branches = Object.values(board.branches).flatMap(({ slug, setting }) =>
    setting ? [[slug, setting] as const] : [],
  );
  return {
    practiceSeq: board.practice?.seq ?? 0,
    settings: board.practice?.value ?? DEFAULT_SETTINGS,
    practice: board.practice,
    branches: new Map(branches),
  };
}
