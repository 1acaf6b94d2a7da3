import { randomUUID } from 'node:crypto';
import { SECOND } from '../../../shared/practice/instant.ts';
import type { BeatBody } from '../../../shared/wire/beats.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import { ON_THE_MACHINE } from '../../access/doer.ts';
import { issueSender } from '../../contact/issue-sender.ts';
import type { SteppedClock } from '../../platform/stepped-clock.ts';
import type { RunningServer } from '../../start-server.ts';

/** What is wrong while the senders beat. */
export interface Trouble {
  /** Branches whose line is down: nothing of their sender arrives. */
  readonly silent: readonly string[];
  /** Branches whose sender cannot reach the clinical system. */
  readonly withoutRecords: readonly string[];
}

/** A sender in every branch, and the canary outside, on the story's clock. */
export interface StorySenders {
  /** All that are not silent beat once. */
  beat(trouble: Trouble): Promise<void>;
}

export const BEAT_EVERY = 20 * SECOND;

interface Sender {
  readonly branch: string | null;
  readonly token: string;
  readonly boot: string;
  n: number;
}

function checksOf({ branch }: Sender, { withoutRecords }: Trouble): BeatBody['checks'] {
  if (branch === null) return {};
  return {
    records: withoutRecords.includes(branch) ? 'down' : 'working',
    phones: 'working',
    online: 'working',
    prescriptions: 'working',
  };
}

/** Gives every branch a token of its own, as operations would, and one to the canary. */
export async function placeSenders(
  { origin, database }: RunningServer,
  clock: SteppedClock,
  branches: Iterable<string>,
): Promise<StorySenders> {
  const senders: Sender[] = [];
  for (const branch of [...branches, null]) {
    const { token } = await issueSender(database.db, ON_THE_MACHINE, branch, clock.now());
    senders.push({ branch, token, boot: randomUUID(), n: 0 });
  }

  async function send(sender: Sender, trouble: Trouble): Promise<void> {
    sender.n += 1;
    const body: BeatBody = {
      boot: sender.boot,
      n: sender.n,
      every: BEAT_EVERY / SECOND,
      checks: checksOf(sender, trouble),
    };
    const response = await fetch(origin + PATHS.beats, {
      method: 'POST',
      headers: { authorization: `Bearer ${sender.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status !== 204) throw new Error(`a beat was answered ${response.status}: ${await response.text()}`);
  }

  return {
    async beat(trouble) {
      const heard = senders.filter(({ branch }) => branch === null || !trouble.silent.includes(branch));
      await Promise.all(heard.map((sender) => send(sender, trouble)));
    },
  };
}
