import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { Client } from 'pg';

type OnBytes = (line: number, from: 'client' | 'server', bytes: Buffer) => void;

/** A line to a test's database that can fail as a network does. */
export interface DatabaseLink {
  readonly connectionString: string;
  /** Drops every connection and refuses new ones. */
  cut(): void;
  /** Connections refused so far. */
  readonly refusals: number;
  /** Drops and refuses the connections of one application alone, by its name. */
  ban(application: string): void;
  /** Nothing passes any more, and nobody is told. */
  stall(): void;
  /** Lets everything pass again, also what was held up. */
  restore(): void;
  /** Is told all that passes from now on, on which line, and from which end. */
  watch(onBytes: OnBytes): void;
  close(): Promise<void>;
}

export async function createDatabaseLink(connectionString: string): Promise<DatabaseLink> {
  const { host, port } = new Client({ connectionString });
  const sockets = new Set<Socket>();
  let state: 'up' | 'cut' | 'stalled' = 'up';
  /** What a client said first: it names its application. */
  const greetings = new Map<Socket, Buffer>();
  let banned: string | null = null;
  let refusals = 0;
  let lines = 0;
  const watchers: OnBytes[] = [];

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  }

  const server = createServer((near) => {
    keep(near);
    if (state === 'cut') {
      refusals += 1;
      return near.destroy();
    }
    near.once('data', (greeting) => {
      greetings.set(near, greeting);
      endBanned();
    });
    near.once('close', () => greetings.delete(near));
    const far = keep(
      host.startsWith('/') ? createConnection(`${host}/.s.PGSQL.${port}`) : createConnection(port, host),
    );
    lines += 1;
    join(near, far, tell(lines, 'client'));
    join(far, near, tell(lines, 'server'));
  });

  function endBanned(): void {
    for (const [near, greeting] of greetings) if (banned !== null && greeting.includes(banned)) near.destroy();
  }

  function tell(line: number, from: 'client' | 'server') {
    return (bytes: Buffer) => {
      for (const watcher of watchers) watcher(line, from, bytes);
    };
  }

  function join(from: Socket, to: Socket, passes: (bytes: Buffer) => void): void {
    from
      .on('data', (bytes) => to.write(bytes))
      .on('data', passes)
      .on('close', () => to.destroy());
    if (state === 'stalled') from.pause();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const near = new URL(connectionString);
  near.searchParams.delete('host');
  near.searchParams.delete('port');
  near.hostname = '127.0.0.1';
  near.port = String((server.address() as AddressInfo).port);
  return {
    connectionString: near.href,
    cut() {
      state = 'cut';
      for (const socket of sockets) socket.destroy();
    },
    get refusals() {
      return refusals;
    },
    ban(application) {
      banned = `${application}\0`;
      endBanned();
    },
    stall() {
      state = 'stalled';
      for (const socket of sockets) socket.pause();
    },
    restore() {
      state = 'up';
      for (const socket of sockets) socket.resume();
    },
    watch(onBytes) {
      watchers.push(onBytes);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
