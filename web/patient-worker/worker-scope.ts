/** What of a worker's global scope is used: the compiler knows the types of pages or those of workers, not both. */
export interface PatientScope {
  /** Written by the server over this script. */
  readonly patientFiles: PatientFiles;
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  readonly registration: {
    update(): Promise<unknown>;
    readonly navigationPreload?: { enable(): Promise<void>; disable(): Promise<void> };
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(type: 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Message) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

/** What the patients' pages of one build load. */
export interface PatientFiles {
  readonly all: readonly string[];
  /** Of a page that is all the worker's own. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

/** Whom a browser asks for what: some can be told before. */
export interface Route {
  readonly condition: { readonly urlPattern: { readonly pathname: string } };
  readonly source: 'network' | 'fetch-event';
}

export interface InstallEvent extends Lasting {
  readonly addRoutes?: (routes: readonly Route[]) => Promise<void>;
}

interface Message extends Lasting {
  readonly data: unknown;
}

export interface FetchEvent extends Lasting {
  readonly request: Request;
  /** What was asked for while the worker started; undefined where nothing was. */
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
