import type { Stage } from './stage.ts';

/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  readonly saw: string;
}

/** Whether it was seen as expected. */
export function equal(what: string, saw: unknown, expected: unknown): Check {
  return { what, ok: saw === expected, saw: String(saw) };
}

/** Whether a part is, or is not, in a text. */
export function includes(what: string, text: string, part: string, expected: boolean): Check {
  const found = text.includes(part);
  return { what, ok: found === expected, saw: found ? 'it is there' : 'it is not there' };
}

/** What a visitor gets at this address. */
export async function readText(stage: Stage, path: string): Promise<string> {
  return (await fetch(stage.server.origin + path)).text();
}
