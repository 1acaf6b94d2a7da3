/** What of a worker's global scope is used: the compiler knows the types of pages or those of workers, not both. */
export interface WorkerScope {
  /** Written by the server over this script. */
  readonly leadShell: Shell;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

/** The page and its files, all of one build. */
export interface Shell {
  readonly build: string;
  readonly files: readonly string[];
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface SyncEvent extends Lasting {
  readonly tag: string;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
