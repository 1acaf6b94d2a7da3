import type { Instant } from '../practice/instant.ts';
import type { NoticeControl, Statement, StatementLog } from './board.ts';
import { statementAt } from './statements.ts';

/** How the notice is set at `at`; null while it follows its rule, also once the time that was named has come. */
export function heldControl(log: StatementLog<NoticeControl>, at: Instant): Statement<NoticeControl> | null {
  const said = statementAt(log, at);
  if (!said || said.value.control === 'auto') return null;
  return said.value.until === null || at < said.value.until ? said : null;
}
