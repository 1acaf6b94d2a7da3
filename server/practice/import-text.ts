import type { Branch } from '../../shared/practice/branch.ts';
import type { ImportedBranches } from './import-branches.ts';

function named({ name, slug }: Branch): string {
  return `  ${name} (${slug})`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${heading} ${lines.length}:`, ...lines];
}

/** What an import did, or would do, for the person who ran it. */
export function importText(done: ImportedBranches, dryRun: boolean): string {
  const { added, changed, unchanged, leaving, practice, endsSample, isSample } = done;
  const changes = added.length + changed.length + leaving.length + (practice ? 1 : 0);
  const lines = [
    ...section('Added', added.map(named)),
    ...section(
      'Changed',
      changed.map(({ branch, fields }) => `${named(branch)}: ${fields.join(', ')}`),
    ),
    ...section('Retired', leaving.map(named)),
    `Left as they are: ${unchanged.length}`,
    ...(endsSample ? ['The sample practice has ended.'] : []),
    ...(practice ? [`The practice is called ${practice.name}.`] : []),
    ...(isSample ? ['The practice is the sample still: import with --replace to end it.'] : []),
    dryRun ? 'Nothing was saved: this was a dry run.' : changes > 0 ? 'Open pages show it within seconds.' : '',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}
