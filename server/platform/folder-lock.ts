import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Gives a lock back; the kernel does the same when the process ends, however it ends. */
export type Release = () => Promise<void>;

type Answer = 'held' | 'asked' | 'dead';

/** How long a holder may be silent before it counts as holding: its event loop is busy, but it lives. */
const ANSWER_WITHIN_MS = 2_000;

/** Locks an existing folder for the life of this process. `undefined` when a living process has it. */
export async function lockFolder(folder: string): Promise<Release | undefined> {
  return process.platform === 'linux' ? lockBySocket(folder) : lockByOpenFlag(join(folder, 'lock'));
}

/**
 * Every contender listens on a socket of its own, then asks all others. A socket whose process has ended refuses, from any
 * container on this kernel, and its name is never used again, so it can be removed without a race. Who listens before it
 * looks cannot be overlooked: of two contenders at least one sees the other. Of several that only ask, the lowest name wins.
 */
async function lockBySocket(folder: string): Promise<Release | undefined> {
  const name = `${randomBytes(8).toString('hex')}.sock`;
  // Through the folder's descriptor the address stays below the 107 bytes a socket address may have.
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  const address = (entry: string) => `/proc/self/fd/${handle.fd}/${entry}`;
  let held = false;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(held ? 'held' : 'asked');
  });

  try {
    await listen(server, address(name));
    for (;;) {
      const names = (await readdir(folder)).filter((entry) => entry.endsWith('.sock'));
      const others = await Promise.all(
        names.filter((entry) => entry !== name).map(async (other) => ({ other, answer: await ask(address(other)) })),
      );
      for (const { other, answer } of others) if (answer === 'dead') await rm(join(folder, other), { force: true });
      const asking = others.filter(({ answer }) => answer === 'asked').map(({ other }) => other);
      const lost = others.some(({ answer }) => answer === 'held') || asking.some((other) => other < name);
      // Someone who looked between our bind and our listen took us for dead: nobody would find us here.
      if (lost || !names.includes(name)) return await giveUp(server, handle);
      if (asking.length === 0) {
        held = true;
        return async () => {
          await giveUp(server, handle);
        };
      }
      await delay(20);
    }
  } catch (error) {
    await giveUp(server, handle);
    throw error;
  }
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path, readableAll: true, writableAll: true }, () => resolve());
  });
  server.unref();
}

async function giveUp(server: Server, handle: FileHandle): Promise<undefined> {
  // Closing removes the socket's file by its address, which needs the folder's descriptor.
  if (server.listening) await new Promise((resolve) => server.close(resolve));
  await handle.close();
}

async function ask(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.setTimeout(ANSWER_WITHIN_MS, () => finish('held'));
    socket.once('data', (data) => finish(data.toString() === 'asked' ? 'asked' : 'held'));
    socket.once('end', () => finish('dead'));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      finish(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' || error.code === 'ECONNRESET' ? 'dead' : 'held'),
    );
    function finish(answer: Answer): void {
      socket.destroy();
      resolve(answer);
    }
  });
}

/** macOS and the BSDs lock while opening; Node passes the flag on, but has no name for it. */
async function lockByOpenFlag(file: string): Promise<Release | undefined> {
  const O_EXLOCK = 0x20;
  try {
    const handle = await open(file, constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | O_EXLOCK, 0o600);
    return () => handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
