import { toMailsUrl } from './mail/mails-page.ts';
import type { RunningServer } from './start-server.ts';

/** What a person reads once the server runs: where to look, and what to do first. */
export function startedText(server: RunningServer, databasePlace: string): string {
  const { publicOrigin: origin, adminOrigin, sampleBranches, setUpUrl, board, mailing } = server;
  const isSample = board.board().practice?.value.sample ?? false;
  const lines = [
    '',
    '  Branchboard is running.',
    '',
    `  Status page    ${origin}/`,
    `  Wallboard      ${origin}/wallboard`,
    `  Lead page      ${origin}/lead`,
    `  Operations     ${origin}/operations`,
    `  Database       ${databasePlace}`,
    ...(mailing.page ? [`  Mails          ${toMailsUrl(origin, mailing.page)}`] : []),
    ...(adminOrigin ? [`  Metrics        ${adminOrigin}/metrics`] : []),
    '',
    ...(sampleBranches > 0 ? [`  The database was empty: ${sampleBranches} sample branches were added.`] : []),
    ...(isSample ? ['  This is an invented practice. Enter your own in Operations, under Practice settings.'] : []),
    ...(setUpUrl ? ['  Nobody can sign in yet. Set up the first account, within 24 hours:', `  ${setUpUrl}`] : []),
    '',
    '  To see a bad day play by itself:  npm run story',
    '  Ctrl-C stops everything.',
    '',
    '',
  ];
  return lines.join('\n');
}
