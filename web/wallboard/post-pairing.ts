import type { StaffEnvironment } from '../staff/environment.ts';
import { send } from '../staff/send.ts';
import type { PairingAnswer, PairingEnvironment } from '../waiting-room/pairing.ts';

/** What pairing needs, of a staff page. */
export function pairingEnvironment(environment: StaffEnvironment): PairingEnvironment {
  async function post(path: string, body: object): Promise<PairingAnswer | null> {
    let date: string | null = null;
    const watching: StaffEnvironment = {
      ...environment,
      async request(request, signal) {
        const answer = await environment.request(request, signal);
        date = answer.header('date');
        return answer;
      },
    };
    const result = await send(watching, { path, body, tries: 1 });
    if (result.kind === 'unreachable') return null;
    return { status: result.status, body: result.kind === 'ok' ? result.body : result.problem, date };
  }
  return { after: environment.after, monotonic: environment.monotonic, post };
}
