import { besidePart } from './beside/beside.part.ts';
import { fanoutPart } from './fanout/fanout.part.ts';
import { livePart } from './live.part.ts';
import { type Part, say } from './part.ts';
import { stalledPart } from './stalled/stalled.part.ts';
import { visitsPart } from './visits/visits.part.ts';

const PARTS: readonly Part[] = [livePart, fanoutPart, stalledPart, visitsPart, besidePart];

const HELP = `npm run bench -- PART [options]

${PARTS.map(({ help }) => help).join('\n\n')}

Each prints a table and writes tests/bench/results/PART.json. It exits with 1 when a promise was missed.`;

const [name = '--help', ...args] = process.argv.slice(2);
const part = PARTS.find((one) => one.name === name);
if (!part || args.includes('--help')) {
  say(part ? part.help : HELP);
  process.exit(part || name === '--help' ? 0 : 1);
}
process.exit((await part.run(args)) ? 0 : 1);
