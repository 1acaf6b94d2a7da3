import { parseArgs } from 'node:util';
import { SECOND } from '../../shared/practice/instant.ts';
import { WORLD } from '../support/contact-world.ts';
import { simulateContact } from '../support/contact-year.ts';
import { simulateWhole } from './simulate-whole.ts';

const HELP = `npm run simulate -- [--seed 1] [--years 1]

A year of 18 branches and their senders, judged by the rules the server uses: how often patients are told of an outage
that is none, and how soon they are told of a true one.

npm run simulate -- --whole [--seeds 1000] [--from 1] [--seed N]

A whole practice for less than half an hour, once for each seed: database, two instances, pages, leads and senders, with
everything between them failing. It stops at the first seed in which something that must hold does not, and tells what
happened before. With --seed that one alone, and all that happened in it.
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    years: { type: 'string', default: '1' },
    whole: { type: 'boolean' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
});

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

if (values.whole) {
  const from = Number(values.seed ?? values.from);
  const seeds = values.seed === undefined ? Number(values.seeds) : 1;
  process.exit((await simulateWhole({ from, seeds, tellsAll: values.seed !== undefined, say })) ? 0 : 1);
}

const { burst, resync, outage } = WORLD;
const days = (time: number) => `${time / (86_400 * SECOND)} days`;
say(
  `18 branches, open ${WORLD.hours}, a beat every ${WORLD.every / SECOND} s ± ${WORLD.jitter * 100} %, ${WORLD.loss * 100} % lost after retries;`,
  `of each branch: half of the beats lost for a minute every ${days(burst.each)}, a router that syncs again for ${resync.median / SECOND} s`,
  `(median) every ${days(resync.each)}, a true outage every ${days(outage.each)}; PCs off at night but for one in ${WORLD.alwaysOnOneIn}; a good canary.`,
  '',
);

let failed = false;
const first = Number(values.seed ?? 1);
for (let seed = first; seed < first + Number(values.years); seed += 1) {
  const begun = performance.now();
  const { beats, falseAlarms, falseQuestions, noticed, unheard, silences } = simulateContact(seed, 365);
  const seconds = noticed
    .map((time) => (time === null ? Number.POSITIVE_INFINITY : time / SECOND))
    .sort((a, b) => a - b);
  const at = (share: number) => seconds[Math.min(seconds.length - 1, Math.floor(seconds.length * share))] ?? 0;
  const longer = (limit: number) => silences.filter((silence) => silence >= limit * SECOND).length;
  const missed = seconds.filter((time) => time > 185).length;
  failed ||= falseAlarms > 3 || missed > 0;
  say(
    `seed ${seed}: ${beats.toLocaleString('en-GB')} beats in ${((performance.now() - begun) / 1_000).toFixed(1)} s`,
    `  false public alarms             ${falseAlarms} (silences without an outage of 120 s: ${longer(120)}, 150 s: ${longer(150)}, 180 s: ${longer(180)})`,
    `  questions to staff for nothing  ${falseQuestions}`,
    `  true outages of over 5 min      ${seconds.length}, noticed after ${at(0.5).toFixed(0)} s (median), ${at(1).toFixed(0)} s (longest), later than 185 s: ${missed}`,
    `  of branches not heard that day  ${unheard} (asked about, never told of without a person)`,
  );
}
process.exitCode = failed ? 1 : 0;
