import { Counter, Gauge, type Registry } from 'prom-client';
import type { Instant } from '../../shared/practice/instant.ts';
import type { Sent } from '../live/hub.ts';
import type { PoolUse } from '../platform/database.ts';

interface SocketsOfHub {
  readonly size: number;
  readonly stalled: number;
  readonly sent: Sent;
}

interface FollowersCount {
  readonly channels: readonly { readonly channel: string; readonly followers: number; readonly waiting: number }[];
  readonly oldestAt: Instant | null;
}

/** What is asked when somebody reads the metrics. */
export interface MetricSources {
  readonly version: string;
  readonly schema: string;
  readonly hubs: { readonly [name in 'public' | 'staff']: SocketsOfHub };
  /** seq of the newest fact on the board. */
  readonly seq: () => number;
  /** How long ago the journal was last read to its end, in ms. */
  readonly truthAge: () => number;
  readonly databaseAway: () => boolean;
  readonly poolUse: () => PoolUse;
  /** How long ago the automatic checks were last made, by any instance, in ms; null when they never were. */
  readonly lastPassAge: () => number | null;
  /** They were made and could not judge. */
  readonly isBlind: () => boolean;
  readonly factsSinceCheckpoint: () => number;
  /** How long ago the last nightly export was made, in ms: null when none was yet. Absent: none is made. */
  readonly nightlyExportAge?: () => number | null;
  /** How long ago the static copy was written, in ms: null when there is none yet. Absent: none is kept. */
  readonly staticCopyAge?: () => number | null;
  /** How many follow and wait to be told; null: another process tells them. */
  readonly followers: () => FollowersCount | null;
  readonly now: () => Instant;
}

/** Adds numbers that somebody else keeps: they cost nothing until they are read. */
export function addSourceMetrics(register: Registry, sources: MetricSources): void {
  const registers = [register];
  const hubs = Object.entries(sources.hubs);

  function gauge(name: string, help: string, read: () => number): void {
    const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(read()) });
  }
  function perHub(name: string, help: string, read: (hub: SocketsOfHub) => number): void {
    const collect = () => {
      for (const [hub, of] of hubs) made.set({ hub }, read(of));
    };
    const made: Gauge<'hub'> = new Gauge({ name, help, labelNames: ['hub'], registers, collect });
  }
  function countPerHub(name: string, help: string, read: (sent: Sent) => number): void {
    const collect = () => {
      made.reset();
      for (const [hub, { sent }] of hubs) made.inc({ hub }, read(sent));
    };
    const made: Counter<'hub'> = new Counter({ name, help, labelNames: ['hub'], registers, collect });
  }

  function perChannel(name: string, help: string, key: 'followers' | 'waiting'): void {
    const collect = () => {
      made.reset();
      for (const of of sources.followers()?.channels ?? []) made.set({ channel: of.channel }, of[key]);
    };
    const made: Gauge<'channel'> = new Gauge({ name, help, labelNames: ['channel'], registers, collect });
  }

  const byTeller = 'counted each minute by the process that tells them';
  perChannel('branchboard_followers', `Who follows surgeries, ${byTeller}.`, 'followers');
  perChannel('branchboard_followers_waiting', `Of them, who waits to be told, ${byTeller}.`, 'waiting');
  gauge('branchboard_followers_oldest_waiting_seconds', 'Age of the oldest thing that one of them waits for.', () => {
    const counts = sources.followers();
    if (!counts) return Number.NaN;
    return counts.oldestAt === null ? 0 : (sources.now() - counts.oldestAt) / 1_000;
  });
  perHub('branchboard_live_sockets', 'Open live sockets.', ({ size }) => size);
  perHub('branchboard_live_stalled_sockets', 'Live sockets that read too slowly at the moment.', (hub) => hub.stalled);
  countPerHub('branchboard_live_broadcasts_total', 'Changes and ticks that were broadcast.', (sent) => sent.broadcasts);
  countPerHub(
    'branchboard_live_frames_total',
    'Frames for live sockets, stalled ones included.',
    (sent) => sent.frames,
  );
  countPerHub('branchboard_live_bytes_total', 'Bytes of those frames.', (sent) => sent.bytes);
  countPerHub('branchboard_live_too_slow_total', 'Live sockets closed for reading too slowly.', (sent) => sent.tooSlow);

  gauge('branchboard_board_seq', 'seq of the newest fact on the board.', sources.seq);
  gauge(
    'branchboard_truth_age_seconds',
    'Time since the journal was last read to its end: what open pages show as their age.',
    () => sources.truthAge() / 1_000,
  );
  gauge('branchboard_facts_since_checkpoint', 'Facts that a start would fold at the moment.', () =>
    sources.factsSinceCheckpoint(),
  );
  gauge('branchboard_last_pass_age_seconds', 'Time since the automatic checks were last made, by any instance.', () => {
    return (sources.lastPassAge() ?? Number.NaN) / 1_000;
  });
  gauge('branchboard_checks_blind', '1 while the automatic checks are made and cannot judge, 0 while they can.', () =>
    sources.isBlind() ? 1 : 0,
  );
  const { staticCopyAge, nightlyExportAge } = sources;
  if (nightlyExportAge) {
    gauge('branchboard_nightly_export_age_seconds', 'Time since the last nightly export was made.', () => {
      return (nightlyExportAge() ?? Number.NaN) / 1_000;
    });
  }
  if (staticCopyAge) {
    gauge('branchboard_static_copy_age_seconds', 'Time since the static copy was written.', () => {
      return (staticCopyAge() ?? Number.NaN) / 1_000;
    });
  }
  gauge('branchboard_database_up', '1 when the journal could be read the last time, 0 when not.', () =>
    sources.databaseAway() ? 0 : 1,
  );
  const connections: Gauge<'state'> = new Gauge({
    name: 'branchboard_database_connections',
    help: 'Connections of the pool that are busy or idle, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(sources.poolUse())) connections.set({ state }, count);
    },
  });
  new Gauge({
    name: 'branchboard_build_info',
    help: 'Version and newest migration of this build; always 1.',
    labelNames: ['version', 'schema'],
    registers,
  }).set({ version: sources.version, schema: sources.schema }, 1);
}
