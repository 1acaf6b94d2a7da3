import { browserEnvironment } from '../live/browser-environment.ts';
import type { BrowserEnvironment } from '../live/environment.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  text(): Promise<string>;
}

/** Everything that staff pages need of a browser, so that they can be run without one. */
export interface StaffEnvironment extends BrowserEnvironment {
  /** A request to the page's own origin. Throws when there is no network, or when `signal` ends it. */
  request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
  /** A text that nobody else has, of letters, digits and hyphens. */
  newKey(): string;
  /** Loads the page anew. */
  reload(): void;
  /** Leaves for another page of ours. */
  goTo(path: string): void;
}

const KEY_BYTES = 16;

/** The environment of the page that this runs in. */
export function staffEnvironment(): StaffEnvironment {
  return {
    ...browserEnvironment(),
    async request({ method, path, headers, body }, signal) {
      const options = { method, headers, body, signal, cache: 'no-store', credentials: 'same-origin' } as const;
      const response = await fetch(path, options);
      return { status: response.status, header: (name) => response.headers.get(name), text: () => response.text() };
    },
    // Not `randomUUID`: pages that come without TLS, on a practice's own network, have none.
    newKey: () =>
      Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join(
        '',
      ),
    reload: () => location.reload(),
    goTo: (path) => location.assign(path),
  };
}
