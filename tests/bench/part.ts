/** One part of the benchmark: `npm run bench -- NAME`. */
export interface Part {
  readonly name: string;
  /** Its options and what it measures, for `--help`. */
  readonly help: string;
  /** Measures, prints a table and keeps the figures; tells whether every promise was kept. */
  run(args: readonly string[]): Promise<boolean>;
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
