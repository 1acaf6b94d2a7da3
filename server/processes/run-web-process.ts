import { endWithGrace } from '../platform/end-with-grace.ts';
import { messageOf } from '../platform/error-message.ts';
import { systemClock } from '../platform/clock.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { startedText } from '../started-text.ts';
import type { WorkNews, WorkOrder } from './messages.ts';

const STOP_WITHIN_MS = 10_000;

function tell(news: WorkNews): void {
  process.send?.(news);
}

/** One of several servers on one port. It ends when it is told to, and when the process that started it is gone. */
export async function runWebProcess(): Promise<void> {
  let server: RunningServer | null = null;
  let ends = false;
  async function stop(): Promise<void> {
    ends = true;
    await server?.stop();
    if (process.connected) process.disconnect();
  }
  endWithGrace(STOP_WITHIN_MS, stop);
  process.once('disconnect', () => {
    if (!ends) process.kill(process.pid, 'SIGTERM');
  });
  try {
    const ordered = new Promise<WorkOrder>((resolve) => process.once('message', resolve));
    tell({ is: 'waiting' });
    const { config, connectionString, authSecret, databasePlace, speaks } = await ordered;
    server = await startServer({ config, clock: systemClock, connectionString, authSecret, offersFirstSetUp: speaks });
    tell({ is: 'listening', text: speaks ? startedText(server, databasePlace) : null });
  } catch (error) {
    if (ends) return;
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  }
}
