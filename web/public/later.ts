import { createPolling } from '../live/polling.ts';
import { changeBar } from './change-bar.ts';
import { createFinder } from './finder.ts';
import { difference } from './difference.ts';
import { goToChange } from './go-to-change.ts';
import { letDeviceKeep } from './keep-page.ts';
import { keepPlace } from './keep-place.ts';
import { leaveCopy } from './leave-copy.ts';
import { watchReader } from './reader.ts';
import { tell } from './tell.ts';

/**
 * What a page needs only once something has changed, or when its socket fails. It is loaded when the page can be read
 * and is live, because the first kilobytes count most.
 */
export const later = {
  changeBar,
  createFinder,
  createPolling,
  difference,
  goToChange,
  keepPlace,
  leaveCopy,
  letDeviceKeep,
  tell,
  watchReader,
} as const;
export type Later = typeof later;
export type ChangeBar = typeof changeBar;
