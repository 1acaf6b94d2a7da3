import type { CompiledQuery } from 'kysely';

const names = new Map<string, string>();

/** Each kind of question has its own text; whoever builds texts by a list would make one for each length of it. */
const KEPT_AT_MOST = 100;

/**
 * Lets every connection keep the plan of this statement, which costs most of a short one. For those of hot paths only:
 * each connection holds all plans it has made. Values that differ belong into parameters.
 */
export function keepPrepared<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  const { sql } = query;
  if (!names.has(sql)) {
    if (names.size >= KEPT_AT_MOST)
      throw new Error(`more than ${KEPT_AT_MOST} statements would be kept prepared: ${sql}`);
    names.set(sql, `hot_${names.size + 1}`);
  }
  return query;
}

/** By which name a connection knows the statement; undefined when its plan is not kept. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}
