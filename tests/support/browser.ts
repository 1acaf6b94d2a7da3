import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** The tests own what the browser asks the network for: nothing but the pages under test. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium. Close it when done. Web security is on, as in a person's browser. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  return chromium.launch({
    executablePath,
    // Root cannot have the sandbox, nor can many containers; the pages are our own.
    args: ['--no-sandbox', ...QUIET],
    env: { ...process.env, ...env },
  });
}
