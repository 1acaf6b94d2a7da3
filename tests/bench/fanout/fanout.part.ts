import { parseArgs } from 'node:util';
import { describeMachine } from '../measure/machine.ts';
import { type Part, say } from '../part.ts';
import { writeResult } from '../results.ts';
import { toTable } from '../table.ts';
import { verdictTable } from '../verdict.ts';
import { benchFanout, PEERS } from './fanout.ts';
import { summarise } from './figures.ts';
import { judge } from './verdicts.ts';

const HELP = `fanout [--quick] [--sockets 18000] [--processes 1] [--rounds 15] [--tellings 3] [--peers c,nchan,plain,bare]
  One change to all open pages, beside an epoll broadcaster in C, nginx with nchan a plain send loop and the bare stack, told by turns.
  One process is judged by its CPU and memory, several (--sockets 85000 --processes 5) by when the last page has it.
  --flags="--heap-growing-percent=50" starts a second Branchboard with these options of Node beside it.`;

export const fanoutPart: Part = {
  name: 'fanout',
  help: HELP,
  async run(args) {
    const options = readOptions(args);
    const figures = await benchFanout({ ...options, say });
    const verdicts = judge(figures.ours, figures.peers, options.processes);
    const summaries = [figures.ours, ...figures.peers].map(summarise);
    await writeResult(options.processes === 1 ? 'fanout' : `fanout-${options.processes}-processes`, {
      ...options,
      frameBytes: figures.frameBytes,
      peers: summaries,
      verdicts,
      rounds: [figures.ours, ...figures.peers].map(({ name, rounds }) => ({ name, rounds })),
    });
    say(`\n${options.sockets} open pages, ${options.processes} process(es), frames of ${figures.frameBytes} bytes`);
    say(`${describeMachine()}\n`);
    say(
      toTable(
        PEER_HEAD,
        summaries.map((peer) => Object.values(peer)),
      ),
    );
    say(`\n${verdictTable(verdicts)}\n`);
    return verdicts.every(({ isMet }) => isMet);
  },
};

const PEER_HEAD = [
  '',
  'CPU µs a page told',
  'ms of it a change',
  'last page ms',
  'KiB a page',
  'connect µs',
  'idle % of a core',
  'lost',
];

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      sockets: { type: 'string' },
      processes: { type: 'string', default: '1' },
      rounds: { type: 'string' },
      tellings: { type: 'string', default: '3' },
      flags: { type: 'string', default: '' },
      peers: { type: 'string', default: Object.keys(PEERS).join() },
    },
  });
  return {
    sockets: Number(values.sockets ?? (values.quick ? 2_000 : 18_000)),
    processes: Number(values.processes),
    rounds: Number(values.rounds ?? (values.quick ? 3 : 15)),
    tellings: Number(values.tellings),
    flags: values.flags.split(' ').filter((flag) => flag !== ''),
    peers: values.peers.split(',').filter((name) => name in PEERS),
  };
}
