import { spokenEdit } from '../../../shared/words/staff-edits.ts';
import type { Edit } from '../edits/edit.ts';

/** What became of an edit, for those who do not see its row; null while it is on its way. */
export function spokenEditOf({ status, targets, isUndo }: Edit, nameOf: (slug: string) => string): string | null {
  const names = targets.map(({ slug }) => nameOf(slug));
  switch (status.kind) {
    case 'waiting':
    case 'saving':
      return null;
    case 'saved':
      return spokenEdit(names, isUndo ? 'put back' : 'saved');
    case 'conflict':
      return spokenEdit(names, 'not saved, changed by somebody else');
    case 'refused':
    case 'unreachable':
      return spokenEdit(names, 'not saved');
  }
}
