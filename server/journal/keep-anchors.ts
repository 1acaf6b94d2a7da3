import { SECOND } from '../../shared/practice/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.types.ts';
import type { Log } from '../platform/log.ts';
import { addAnchor, type Anchor, readAnchor, readAnchors, trimAnchors } from './anchors.ts';
import type { Head } from './head.ts';
import { findSetBack, rotateEpoch } from './rotate-epoch.ts';

/** At most this often while the journal grows: a journal that is set back by less than that is not noticed by a start. */
const ANCHOR_EVERY = 10 * SECOND;

export interface AnchorKeeper {
  /** What to call after each check of the journal. */
  saveWhenDue(head: Head): void;
  /** Leaves the last one. */
  stop(): Promise<void>;
}

/**
 * Before the board is loaded: a journal that was set back behind our back gets a new epoch, so that no page and no
 * checkpoint takes its facts for those it knew. Then there is no more need of all that the file holds.
 */
export async function noticeSetBack(db: Db, file: string, log: Log): Promise<void> {
  const found = await findSetBack(db, await readAnchors(file));
  if (found) {
    const { head, anchor } = found;
    log.warn({ from: anchor.seq, to: head.seq, epoch: head.epoch }, 'the journal was set back: it gets a new epoch');
    await rotateEpoch(db, head.epoch);
  }
  await trimAnchors(file).catch((error: unknown) => log.warn({ err: error, file }, 'old anchors could not be thinned'));
}

/** Leaves anchors beside everything else. One that cannot be written is only logged, and tried again. */
export function keepAnchors(db: Db, file: string, clock: Clock, log: Log): AnchorKeeper {
  let last: Pick<Anchor, 'at' | 'epoch' | 'seq'> | null = null;
  let saving: Promise<void> | null = null;

  async function save(): Promise<void> {
    try {
      const anchor = await readAnchor(db, clock.now());
      if (!anchor || (anchor.epoch === last?.epoch && anchor.seq === last.seq)) return;
      await addAnchor(file, anchor);
      last = anchor;
    } catch (error) {
      log.warn({ err: error, file }, 'where the journal stands could not be noted');
    }
  }

  function saveSoon(): Promise<void> {
    saving ??= save().finally(() => {
      saving = null;
    });
    return saving;
  }

  return {
    saveWhenDue({ epoch, seq }) {
      const moved = epoch !== last?.epoch || seq !== last.seq;
      if (moved && (last === null || Math.abs(clock.now() - last.at) >= ANCHOR_EVERY)) void saveSoon();
    },
    async stop() {
      await saving;
      await saveSoon();
    },
  };
}
