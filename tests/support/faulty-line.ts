import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** How a line fails: nobody answers the call, somebody answers and says nothing, or something in between answers for us. */
export type LineFault = 'cut' | 'mute' | 'broken';

/** A line between a browser and a server, for pages as people ask for them: plain HTTP, whole answers, and nothing compressed. */
export interface FaultyLine {
  readonly origin: string;
  /** Where it leads from now on. */
  leadTo(port: number): void;
  /** Ends what is open; null: it works again. */
  fail(fault: LineFault | null): void;
  /** What the server calls by these names, the browser knows by other ones of the same length: a new version. */
  rename(names: readonly string[], toNew: (name: string) => string): void;
  /** Paths that were asked for since the last look. */
  asked(): readonly string[];
  close(): Promise<void>;
}

const BROKEN =
  'HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 4\r\nConnection: close\r\n\r\naway';

export async function createFaultyLine(): Promise<FaultyLine> {
  const sockets = new Set<Socket>();
  let target = 0;
  let fault: LineFault | null = null;
  let names: readonly (readonly [string, string])[] = [];
  const toNew = (text: string) => names.reduce((said, [from, to]) => said.replaceAll(from, to), text);
  const toOld = (text: string) => names.reduce((said, [from, to]) => said.replaceAll(to, from), text);
  let asked: string[] = [];

  const keep = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };

  function carry(near: Socket): void {
    const far = keep(createConnection(target, '127.0.0.1'));
    near.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      asked.push(...[...text.matchAll(/^GET (\S+) HTTP/gm)].map(([, path]) => path ?? ''));
      const plain = text.replace(/^(?:accept-encoding|if-none-match):/gim, 'x-wish:');
      far.write(Buffer.from(toOld(plain), 'latin1'));
    });
    far.on('data', (bytes) => near.write(Buffer.from(toNew(bytes.toString('latin1')), 'latin1')));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  const server = createServer((near) => {
    keep(near);
    if (fault === 'cut') near.destroy();
    else if (fault === 'broken') near.on('data', () => near.end(BROKEN));
    else if (fault === null) carry(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(port) {
      target = port;
    },
    fail(next) {
      fault = next;
      end();
    },
    rename(all, rule) {
      names = all.map((name) => [name, rule(name)] as const);
      end();
    },
    asked() {
      const paths = asked;
      asked = [];
      return paths;
    },
    async close() {
      end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
