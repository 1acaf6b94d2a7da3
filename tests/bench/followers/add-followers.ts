import { randomUUID } from 'node:crypto';
import { createFollowKeys, digestAddress, sealAddress } from '../../../server/follow/follow-keys.ts';
import type { BenchServer } from '../bench-server.ts';

const AT_A_TIME = 1_000;

/** So many follow all of the practice: every sixth by text, the others by mail. */
export async function addFollowers({ db, now }: BenchServer, authSecret: string, count: number): Promise<void> {
  const keys = createFollowKeys(authSecret);
  const at = new Date(now());
  const rowOf = (number: number) => {
    const channel = number % 6 === 0 ? ('text' as const) : ('email' as const);
    const digits = String(number).padStart(6, '0');
    const address = channel === 'text' ? `447700${digits}` : `patient${digits}@patients.example`;
    const digest = digestAddress(keys, channel, address);
    return {
      id: randomUUID(),
      channel,
      address_sealed: sealAddress(keys, address, digest),
      address_digest: digest,
      language: 'en',
      branches: null,
      kinds: ['trouble', 'planned'] as const,
      created_at: at,
      confirmed_at: at,
    };
  };
  for (let done = 0; done < count; done += AT_A_TIME) {
    const rows = Array.from({ length: Math.min(AT_A_TIME, count - done) }, (_, place) => rowOf(done + place));
    await db.insertInto('follower').values(rows).execute();
  }
}
