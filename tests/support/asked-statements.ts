import type { DatabaseLink } from './database-link.ts';

/** What was asked of a database over a link, by the messages of its protocol. */
export interface Asked {
  /** Statements run, also those that began or ended a transaction. */
  readonly statements: number;
  /** How often somebody sent something and then waited for what came back. */
  readonly waits: number;
}

export interface StatementCounter {
  /** Forgets what was counted so far. */
  restart(): void;
  asked(): Asked;
  /** Each statement that was ever sent, once. */
  texts(): readonly string[];
}

const RUNS = new Set(['E', 'Q']);
const LENGTH_BYTES = 4;

/** The string at this place, which ends with a zero. */
function stringAt(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at, bytes.indexOf(0, at));
}

export function countStatements(link: DatabaseLink): StatementCounter {
  const rests = new Map<number, Buffer>();
  const isAsking = new Map<number, boolean>();
  const texts = new Set<string>();
  let statements = 0;
  let waits = 0;

  function take(type: string, body: Buffer): void {
    if (RUNS.has(type)) statements += 1;
    if (type === 'Q') texts.add(stringAt(body, 0));
    if (type === 'P') texts.add(stringAt(body, body.indexOf(0) + 1));
  }

  link.watch((line, from, bytes) => {
    if (from === 'server') {
      isAsking.set(line, false);
      return;
    }
    if (!isAsking.get(line)) waits += 1;
    isAsking.set(line, true);
    // What a client says first has no type; it came before anybody counted on it.
    if (!rests.has(line)) return void rests.set(line, Buffer.alloc(0));
    let rest = Buffer.concat([rests.get(line) ?? Buffer.alloc(0), bytes]);
    while (rest.length > LENGTH_BYTES) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) break;
      take(rest.toString('latin1', 0, 1), rest.subarray(1 + LENGTH_BYTES, end));
      rest = rest.subarray(end);
    }
    rests.set(line, rest);
  });

  return {
    restart() {
      statements = 0;
      waits = 0;
    },
    asked: () => ({ statements, waits }),
    texts: () => [...texts],
  };
}
