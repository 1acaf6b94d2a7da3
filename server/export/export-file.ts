import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';

/** Of a file that is being written; it becomes one only when it is whole. */
const PARTIAL = '.partial';

/** Writes a compressed file for this user's eyes only, which is there whole or not at all, also after a power cut. */
export async function writeWhole(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const partial = file + PARTIAL;
  await mkdir(dirname(file), { recursive: true });
  await rm(partial, { force: true });
  // Opened before anything can go wrong: a stream that opens it by itself may do so after it was taken away.
  const handle = await open(partial, 'wx', 0o600);
  try {
    await pipeline(Readable.from(pieces), createGzip(), handle.createWriteStream({ flush: true }));
    await rename(partial, file);
    await flushFolder(dirname(file));
  } catch (error) {
    await handle.close();
    await rm(partial, { force: true });
    throw error;
  }
}

/** A new name is safe only once its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** A line, and the digest of all lines before it. */
export interface ReadLine {
  readonly text: string;
  readonly before: Hash;
}

/** The lines of a compressed file, one by one. Throws when it is none, or ends too soon. */
export async function* readLines(file: string): AsyncGenerator<ReadLine> {
  const content = createGunzip();
  // Its failure also ends `content`, with the same error.
  pipeline(createReadStream(file), content).catch(() => {});
  const decoder = new StringDecoder('utf8');
  const digest = createHash('sha256');
  let rest = '';
  for await (const chunk of content) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield { text, before: digest };
      digest.update(`${text}\n`);
    }
  }
  if (rest + decoder.end() !== '') throw new Error('it ends within a line');
}
