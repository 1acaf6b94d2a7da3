import { randomInt } from 'node:crypto';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { RunningServer } from '../../start-server.ts';

/** Somebody who may sign in while the story plays. */
export interface Player {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Who may watch the story from behind the counter. */
export interface Cast {
  readonly office: Player;
  readonly lead: Player;
}

/** Letters that nobody takes for another when they type them off a screen. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four letters, made anew for each story: there are no default accounts. */
function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}

async function post(origin: string, path: string, body: object, cookie = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) };
  const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Sets an account up with the token of its link, as its owner would; gives the cookie they are signed in with. */
async function setUp(origin: string, link: string, { name, email, password }: Player): Promise<string> {
  const token = new URL(link).hash.slice(1);
  const response = await post(origin, PATHS.setUp, { token, name, email, password });
  return response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

/** Makes the accounts of the story by the same ways as a practice does: the printed link, then an invitation. */
export async function castPlayers({ origin, setUpUrl }: RunningServer): Promise<Cast> {
  if (!setUpUrl) throw new Error('The story makes the first account itself, and there is one already.');
  const office = { name: 'Sam Jones', email: 'office@story.example', password: newPassword() };
  const lead = { name: 'Jo Smith', email: 'lead@story.example', password: newPassword() };
  const cookie = await setUp(origin, setUpUrl, office);
  const invitation = { name: lead.name, email: lead.email, role: 'lead', branches: ['clayton'] };
  const invited = await post(origin, PATHS.people, invitation, cookie);
  const { setUp: made } = (await invited.json()) as { readonly setUp: { readonly url: string } };
  await setUp(origin, made.url, lead);
  return { office, lead };
}
