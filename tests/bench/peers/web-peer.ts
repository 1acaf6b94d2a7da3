import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** A server of pages. */
export interface WebPeer {
  readonly name: string;
  readonly port: number;
  readonly isTls: boolean;
  /** Of the processes that do its work, whose time counts. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** What a server answered, byte for byte, for a peer that answers the same. */
export interface WebAnswer {
  readonly path: string;
  /** Names and values in turn, but for those that every server adds itself. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** What each server says of its own. */
const OF_THE_CONNECTION = new Set(['date', 'connection', 'keep-alive']);

/** Asks as a browser does that takes brotli. */
export async function readAnswer(origin: string, path: string): Promise<WebAnswer> {
  const request = get(origin + path, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${path} was answered ${response.statusCode}`);
  const { rawHeaders } = response;
  const headers = rawHeaders.filter((_, at) => !OF_THE_CONNECTION.has((rawHeaders[at - (at % 2)] ?? '').toLowerCase()));
  return { path, headers, body: await buffer(response) };
}
