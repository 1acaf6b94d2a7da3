import { open, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { messageOf } from '../platform/error-message.ts';
import { printOdsDraft, runBranchesImport } from './import-branches.ts';
import { runExportImport } from './import-export.ts';
import { runCommand } from './run-command.ts';

const HELP = `npm run import -- branches.csv [--replace] [--name TEXT] [--dry-run]
npm run import -- EXPORT [--replace-sample]
npm run import -- --ods FILE [--ods FILE] --practice CODE

Branches: sets the branches of the practice as the file has them: all of it or, with a fault in any line, nothing. The
columns are those of server/practice/sample-branches.csv, and takesOthers, gpWording, redirect111 and exceptions if you
want; what has no column stays as it is. Safe while a server runs: open pages show it within seconds.

  --replace        branches that the file does not hold leave, and the sample practice ends
  --name TEXT      what the practice is called
  --dry-run        says what it would do, and saves nothing

An export: puts all that "npm run export" wrote into a database without a practice: everything or nothing. It checks the
evidence of the journal, puts the key that seals it into DATA_DIR/keys, and gives the journal a new epoch, so that open
pages load the board anew. Everybody signs in again.

  --replace-sample   the sample practice of a first start counts as none, and is replaced

National files: prints a branches file to complete, from ebranchs.csv and epraccur.csv.

  --ods FILE         one of them
  --practice CODE    the national code of the practice in them
`;

/** An export is compressed. One of many years would not fit into memory: only its beginning is looked at. */
async function isExport(file: string): Promise<boolean> {
  const handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  return buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function refuse(options: readonly (string | false)[], what: string): void {
  const given = options.filter((option) => option !== false);
  if (given.length > 0) throw new Error(`${given.join(' and ')}: only for ${what}.`);
}

await runCommand(async (stopping) => {
  const { values, positionals } = parseArgs({
    options: {
      replace: { type: 'boolean', default: false },
      name: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'replace-sample': { type: 'boolean', default: false },
      ods: { type: 'string', multiple: true, default: [] },
      practice: { type: 'string' },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values.ods.length > 0) return printOdsDraft(values.ods, values.practice);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('Name one file: npm run import -- FILE');
  const exported = await isExport(file).catch((error) => {
    throw new Error(`${file} cannot be read: ${messageOf(error)}`, { cause: error });
  });
  const { replace, 'dry-run': dryRun, 'replace-sample': replaceSample, name = null } = values;
  if (exported) {
    const forBranches = [replace && '--replace', dryRun && '--dry-run', name !== null && '--name'];
    refuse(forBranches, 'a file of branches; this is an export');
    return runExportImport(stopping, file, replaceSample);
  }
  refuse([replaceSample && '--replace-sample'], 'an export; this is none');
  await runBranchesImport(stopping, { csv: await readFile(file, 'utf8'), replace, dryRun, name });
});
