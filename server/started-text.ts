import type { RunningServer } from './start-server.ts';

/** What a person reads once the server runs: where to look, and what to do first. */
export function startedText({ origin, sampleBranches, setUpUrl, board }: RunningServer, databasePlace: string): string {
  const isSample = board.board().practice?.value.sample ?? false;
  const first = Object.values(board.board().branches).find(({ setting }) => setting && !setting.value.retired);
  const lines = [
    '',
    '  Branchboard is running.',
    '',
    `  Status page    ${origin}/`,
    ...(first ? [`  One surgery    ${origin}/surgeries/${first.slug}`] : []),
    `  Board as JSON  ${origin}/api/v1/board`,
    `  Database       ${databasePlace}`,
    '',
    ...(sampleBranches > 0 ? [`  The database was empty: ${sampleBranches} sample branches were added.`] : []),
    ...(setUpUrl ? ['  Nobody can sign in yet. Set up the first account, within 24 hours:', `  ${setUpUrl}`, ''] : []),
    ...(isSample
      ? [
          '  This is an invented practice.',
          '  To enter your own:                    npm run import -- branches.csv --replace',
        ]
      : []),
    '  To report for a branch, get a token:  npm run token -- --role operations',
    '  To see a bad day play by itself:      npm run story',
    '  Ctrl-C stops everything.',
    '',
    '',
  ];
  return lines.join('\n');
}
