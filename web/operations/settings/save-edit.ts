import type { Clash } from '../../../shared/wire/report.ts';
import { type SendEnvironment, type SendOptions, type SentProblem, send } from '../../staff/send.ts';
import type { FormFault } from '../forms/form.ts';
import { type DraftOf, type Overtaken, rebase, type SettingEdit, type SettingKind } from './setting-edit.ts';

/** What became of an edit. `asked`: others set the same field; nothing was saved until somebody chooses. */
export type SaveResult<B extends object, D extends DraftOf<B>> =
  | {
      readonly kind: 'stored';
      readonly edit: SettingEdit<B, D>;
      readonly seq: number;
      readonly theirs: readonly Clash[];
    }
  | { readonly kind: 'asked'; readonly edit: SettingEdit<B, D> }
  | { readonly kind: 'refused'; readonly detail: string; readonly faults: readonly FormFault[] }
  | { readonly kind: 'unreachable' };

export type RequestOf<B extends object, D extends DraftOf<B>> = (
  edit: SettingEdit<B, D>,
) => Pick<SendOptions, 'method' | 'path' | 'body' | 'ifMatch'>;

/** Others cannot be faster for ever. */
const ROUNDS = 3;

function overtakenBy({ code, seq, changed }: SentProblem): Overtaken | null {
  if (code !== 'branch-changed' || typeof seq !== 'number' || !Array.isArray(changed)) return null;
  return { seq, changed: changed as readonly Clash[] };
}

/** Saves an edit. What others changed of other fields meanwhile stays, and is told. */
export async function saveEdit<B extends object, D extends DraftOf<B>>(
  environment: SendEnvironment,
  kind: SettingKind<B, D>,
  edit: SettingEdit<B, D>,
  toRequest: RequestOf<B, D>,
): Promise<SaveResult<B, D>> {
  let current = edit;
  const theirs: Clash[] = [];
  for (let round = 1; ; round += 1) {
    const result = await send(environment, toRequest(current));
    if (result.kind === 'unreachable') return result;
    if (result.kind === 'ok') {
      const { seq } = result.body as { readonly seq: number };
      return { kind: 'stored', edit: current, seq, theirs };
    }
    const { detail, faults } = result.problem;
    const overtaken = overtakenBy(result.problem);
    if (!overtaken || round === ROUNDS) return { kind: 'refused', detail, faults };
    theirs.push(...overtaken.changed);
    current = rebase(kind, current, overtaken);
    if (current.questions.length > 0) return { kind: 'asked', edit: current };
  }
}
