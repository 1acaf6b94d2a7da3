import { once } from 'node:events';
import WebSocket from 'ws';
import { PATHS } from '../../../shared/wire/paths.ts';
import { now } from '../measure/now.ts';

/** Open pages of staff, in this process. */
export interface StaffSockets {
  /** Resolves with the time at which the last of them had a text with the marker in it. */
  expect(marker: string): Promise<number>;
  stop(): void;
}

export async function openStaffSockets(port: number, token: string, count: number): Promise<StaffSockets> {
  const headers = { authorization: `Bearer ${token}` };
  const sockets = Array.from(
    { length: count },
    () => new WebSocket(`ws://127.0.0.1:${port}${PATHS.staffLive}`, { headers }),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'message')));
  return {
    async expect(marker) {
      const told = sockets.map(async (socket) => {
        for (;;) {
          const [data] = await once(socket, 'message');
          if (String(data).includes(marker)) return now();
        }
      });
      return Math.max(...(await Promise.all(told)));
    },
    stop() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
