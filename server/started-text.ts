import type { RunningServer } from './start-server.ts';

/** What a person reads once the server runs: where to look, and what to do first. */
export function startedText({ origin, sampleBranches, setUpUrl }: RunningServer, databasePlace: string): string {
  const lines = [
    '',
    '  Branchboard is running.',
    '',
    `  Status page    ${origin}/`,
    `  One surgery    ${origin}/surgeries/clayton`,
    `  Board as JSON  ${origin}/api/v1/board`,
    `  Database       ${databasePlace}`,
    '',
    ...(sampleBranches > 0 ? [`  The database was empty: ${sampleBranches} sample branches were added.`] : []),
    ...(setUpUrl ? ['  Nobody can sign in yet. Set up the first account, within 24 hours:', `  ${setUpUrl}`, ''] : []),
    '  To report for a branch, get a token:  npm run token -- --role operations',
    '  To see a bad day play by itself:      npm run story',
    '  Ctrl-C stops everything.',
    '',
    '',
  ];
  return lines.join('\n');
}
