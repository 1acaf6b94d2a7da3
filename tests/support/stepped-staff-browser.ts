import type { HttpRequest, StaffEnvironment } from '../../web/staff/environment.ts';
import { createSteppedBrowser, type SteppedBrowser } from './stepped-browser.ts';

/** What a server answers a request; `lost`: the network fails; `silent`: nothing ever comes. */
export type StaffAnswer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | 'lost'
  | 'silent';

/** A browser of staff whose time and network are the test's. */
export interface SteppedStaffBrowser extends StaffEnvironment {
  readonly stepped: SteppedBrowser;
  readonly requests: readonly HttpRequest[];
  /** Answers to requests in turn, the last one again and again. */
  answers: readonly StaffAnswer[];
  readonly reloads: () => number;
  readonly places: readonly string[];
}

export function createSteppedStaffBrowser(): SteppedStaffBrowser {
  const stepped = createSteppedBrowser();
  const requests: HttpRequest[] = [];
  const places: string[] = [];
  let keys = 0;
  let reloads = 0;
  const browser: SteppedStaffBrowser = {
    ...stepped,
    stepped,
    requests,
    answers: ['lost'],
    places,
    reloads: () => reloads,
    async request(request, signal) {
      const answer = browser.answers[Math.min(requests.length, browser.answers.length - 1)] ?? 'lost';
      requests.push(request);
      if (answer === 'lost') throw new TypeError('Failed to fetch');
      if (answer === 'silent') {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      }
      const { status, body, headers = {} } = answer;
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      return { status, header: (name) => headers[name] ?? null, text: async () => text };
    },
    newKey() {
      keys += 1;
      return `key-${keys}`;
    },
    reload() {
      reloads += 1;
    },
    goTo(path) {
      places.push(path);
    },
  };
  return browser;
}
