import type { BrowserEnvironment } from './environment.ts';

/** The environment of the page that this runs in. */
export function browserEnvironment(): BrowserEnvironment {
  return {
    openSocket(path, events) {
      const url = new URL(path, location.origin);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(url);
      const ending = new AbortController();
      const { signal } = ending;
      socket.addEventListener('message', (event) => events.onMessage(event.data), { signal });
      socket.addEventListener('close', (event) => events.onClose(event.code), { signal });
      return {
        close() {
          ending.abort();
          socket.close();
        },
      };
    },
    async get(path, headers, signal) {
      // `no-store`: the browser's own cache would answer with an old board while it revalidates.
      const response = await fetch(path, { headers, signal, cache: 'no-store', credentials: 'same-origin' });
      return { status: response.status, header: (name) => response.headers.get(name), json: () => response.json() };
    },
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    monotonic: () => performance.now(),
    deviceClock: () => Date.now(),
    random: () => Math.random(),
    isVisible: () => document.visibilityState === 'visible',
    onWake(listener) {
      const ending = new AbortController();
      const { signal } = ending;
      const onVisible = () => document.visibilityState === 'visible' && listener();
      document.addEventListener('visibilitychange', onVisible, { signal });
      // The first `pageshow` is the page's own load: its socket is being opened anyway.
      addEventListener('pageshow', (event) => event.persisted && listener(), { signal });
      addEventListener('online', listener, { signal });
      return () => ending.abort();
    },
  };
}
