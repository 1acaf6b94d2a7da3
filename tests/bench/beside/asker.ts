import { Agent, get } from 'node:http';
import { now } from '../measure/now.ts';
import type { AskerAsk, Asked } from './asker-messages.ts';

/** Asks each path again and again at a steady pace, whether or not the last answer has come. */
const agent = new Agent({ keepAlive: true });
let asking: NodeJS.Timeout | undefined;
let answers: Promise<Asked>[] = [];

function ask(port: number, path: string): Promise<Asked> {
  const at = now();
  return new Promise((resolve) => {
    const end = (failed: boolean) => resolve({ path, at, ms: now() - at, failed });
    const request = get({ host: '127.0.0.1', port, path, agent, headers: { 'accept-encoding': 'gzip, deflate, br' } });
    request.on('error', () => end(true));
    request.on('response', (response) => {
      response.resume().on('end', () => end(response.statusCode !== 200));
    });
  });
}

process.on('message', async (message: AskerAsk) => {
  if (message.do === 'begin') {
    const { port, paths, everyMs } = message;
    answers = [];
    let turn = 0;
    asking = setInterval(() => {
      const path = paths[(turn += 1) % paths.length] ?? '/';
      answers.push(ask(port, path));
    }, everyMs / paths.length);
    return;
  }
  clearInterval(asking);
  process.send?.(await Promise.all(answers));
});
process.on('disconnect', () => process.exit(0));
