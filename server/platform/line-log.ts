import { toIso } from '../../shared/practice/instant.ts';
import { systemClock } from './clock.ts';
import { toErrorFields } from './error-fields.ts';
import type { Log } from './log.ts';

/** A log in the shape of the web server's own, for what runs beside it: the packaged database, commands. */
export function createLineLog(stream: NodeJS.WritableStream): Log {
  const write = (level: string) => (fields: object, msg: string) => {
    const named = Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? toErrorFields(value) : value,
    ]);
    const line = { level, time: toIso(systemClock.now()), ...Object.fromEntries(named), msg };
    stream.write(`${JSON.stringify(line)}\n`);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
