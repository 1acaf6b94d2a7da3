import { onTestFinished } from 'vitest';
import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import type { TestServer } from './running-server.ts';
import { signInOffice } from './staff-client.ts';
import { type Visit, visit } from './visit.ts';

/** The operations page of somebody who signed in. */
export async function openOffice(server: TestServer, path: string = STAFF_PATHS.operations): Promise<Visit> {
  const client = await signInOffice(server);
  const [name = '', value = ''] = client.cookie().split('=');
  const cookie = { name, value, domain: new URL(server.origin).hostname, path: '/', httpOnly: true, secure: false };
  const on = await visit(server.origin, path, {
    mayHaveCookies: true,
    context: {
      viewport: { width: 1366, height: 768 },
      storageState: { cookies: [{ ...cookie, expires: -1, sameSite: 'Lax' }], origins: [] },
    },
  });
  onTestFinished(on.close);
  await on.page.locator('.badge--live').waitFor();
  return on;
}
