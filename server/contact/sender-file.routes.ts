import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { PROJECT_ROOT } from '../platform/project-root.ts';

const SENDER_FILE = join(PROJECT_ROOT, 'server', 'sender', 'branchboard-sender.mjs');

/** The sender for a branch to fetch. It holds no setting, so everybody may have it; never as a script of a page. */
export async function registerSenderFile(app: Http): Promise<void> {
  const file = await readFile(SENDER_FILE);
  app.get(PATHS.senderFile, { config: { access: 'public' } }, (_request, reply) =>
    reply
      .type('application/octet-stream')
      .header('content-disposition', 'attachment; filename="branchboard-sender.mjs"')
      .header('cache-control', 'no-cache')
      .send(file),
  );
}
