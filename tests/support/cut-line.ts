import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A line between a browser and a server that can be cut, as a digger does it. */
export interface CutLine {
  readonly origin: string;
  /** Where it leads from now on. */
  leadTo(port: number): void;
  cut(): void;
  restore(): void;
  /** What is done to each piece that the server sends; it must stay as long as it is. */
  rewrite(change: (text: string) => string): void;
  /** Connections that were tried while it was cut. */
  refusals(): number;
  close(): Promise<void>;
}

export async function createCutLine(): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let target = 0;
  let isCut = false;
  let refusals = 0;
  let change: ((text: string) => string) | null = null;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (isCut) {
      refusals += 1;
      return near.destroy();
    }
    const far = keep(createConnection(target, '127.0.0.1'));
    near.pipe(far);
    far.on('data', (bytes) => near.write(change ? Buffer.from(change(bytes.toString('latin1')), 'latin1') : bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    leadTo(next) {
      target = next;
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    restore() {
      isCut = false;
    },
    rewrite(next) {
      change = next;
    },
    refusals: () => refusals,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
