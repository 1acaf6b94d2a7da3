import type { Config } from '../platform/config.ts';

/** What a web process is told by the one that started it. Over the channel between them, because the environment shows. */
export interface WorkOrder {
  readonly config: Config;
  readonly connectionString: string;
  readonly authSecret: string;
  /** For people: where the data is. */
  readonly databasePlace: string;
  /** The first one says for all where to look, and offers the link of the first account. */
  readonly speaks: boolean;
}

/** What a web process says: first that it can be told what to do, then that it listens. */
export type WorkNews = { readonly is: 'waiting' } | { readonly is: 'listening'; readonly text: string | null };
