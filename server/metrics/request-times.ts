import { Histogram, type Registry } from 'prom-client';
import type { AnsweredRequest } from '../platform/request-watch.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Requests that wait to be counted, at most. */
const WAITING = 1_024;

/**
 * How long requests took. They are counted when somebody reads, or when many wait: one by one, between answers, the
 * counting costs several times as much.
 */
export function createRequestTimes(register: Registry): (request: AnsweredRequest, seconds: number) => void {
  const requests: AnsweredRequest[] = [];
  const took = new Float64Array(WAITING);
  const times = new Histogram({
    name: 'branchboard_http_request_duration_seconds',
    help: 'Answered requests by pattern of the route. Opened sockets are not among them.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [register],
    collect: count,
  });

  function count(): void {
    for (const [index, { method, route, status }] of requests.entries()) {
      times.observe({ method, route, status }, took[index] ?? 0);
    }
    requests.length = 0;
  }

  return (request, seconds) => {
    took[requests.length] = seconds;
    if (requests.push(request) === WAITING) count();
  };
}
