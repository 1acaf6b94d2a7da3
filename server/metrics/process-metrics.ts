import { createRequire } from 'node:module';
import type { Registry } from 'prom-client';

/** Of the library's own, by the names of its files. */
const NAMES = [
  'processCpuTotal',
  'processStartTime',
  'osMemoryHeap',
  'processOpenFileDescriptors',
  'processMaxFileDescriptors',
  'eventLoopLag',
  'processResources',
  'heapSizeAndUsed',
  'heapSpacesSizeAndUsed',
  'version',
] as const;

type Add = (register: Registry, options: { readonly eventLoopMonitoringPrecision: number }) => void;

const EVENT_LOOP_MS = 10;

/**
 * Numbers about the process. They are the library's default ones, but for how long each garbage collection took: to be
 * told of those is a third of what they cost, and takes a visitor's answer a tenth of its time.
 */
export function addProcessMetrics(register: Registry): void {
  const require = createRequire(import.meta.url);
  for (const name of NAMES) {
    const add = require(`prom-client/lib/metrics/${name}.js`) as Add;
    add(register, { eventLoopMonitoringPrecision: EVENT_LOOP_MS });
  }
}
