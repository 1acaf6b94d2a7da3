import { beatsPart } from './beats/beats.part.ts';
import { besidePart } from './beside/beside.part.ts';
import { fanoutPart } from './fanout/fanout.part.ts';
import { followersPart } from './followers/followers.part.ts';
import { growthPart } from './growth/growth.part.ts';
import { instancesPart } from './instances/instances.part.ts';
import { livePart } from './live.part.ts';
import { type Part, say } from './part.ts';
import { readablePart } from './readable/readable.part.ts';
import { stalledPart } from './stalled/stalled.part.ts';
import { startUpPart } from './start-up/start-up.part.ts';
import { verdictsOfRun } from './results.ts';
import { stormPart } from './storm/storm.part.ts';
import { summarise } from './summary.ts';
import { visitsPart } from './visits/visits.part.ts';
import { writePathPart } from './write-path/write-path.part.ts';

const PARTS: readonly Part[] = [
  livePart,
  fanoutPart,
  stalledPart,
  visitsPart,
  besidePart,
  stormPart,
  instancesPart,
  beatsPart,
  followersPart,
  growthPart,
  writePathPart,
  startUpPart,
  readablePart,
];

const HELP = `npm run bench [-- --quick]
npm run bench -- PART [options]

Without the name of a part it runs them all, one after the other; with --quick in sizes that take a few minutes in all.

${PARTS.map(({ help }) => help).join('\n\n')}

Each prints a table and writes tests/bench/results/PART.json; all together end with one table of what was promised, which
summary.md beside them holds too. It exits with 1 when a promise was missed.`;

const [name = '', ...args] = process.argv.slice(2);
const isAll = name === '' || name === '--quick';
const chosen = isAll ? PARTS : PARTS.filter((part) => part.name === name);
if (chosen.length === 0 || args.includes('--help')) {
  say(chosen[0]?.help ?? HELP);
  process.exit(chosen.length > 0 || name === '--help' ? 0 : 1);
}
let isKept = true;
const failed: string[] = [];
for (const part of chosen) {
  if (isAll) say(`\n== ${part.name}\n`);
  try {
    isKept = (await part.run(isAll && name !== '' ? [name] : args)) && isKept;
  } catch (error) {
    // One that fails keeps none of the others from being measured.
    if (!isAll) throw error;
    say(`${part.name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    failed.push(part.name);
  }
}
if (isAll) say(`\n== all of it\n\n${await summarise(verdictsOfRun(), failed)}`);
process.exit(isKept && failed.length === 0 ? 0 : 1);
