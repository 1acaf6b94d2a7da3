import type { ReactiveControllerHost } from 'lit';
import { announce } from '../../parts/announce.ts';
import { CONFLICT, SETTINGS } from '../../../shared/words/staff-practice.ts';
import type { Clash } from '../../../shared/wire/report.ts';
import type { SendEnvironment } from '../../staff/send.ts';
import type { FormFault } from '../forms/form.ts';
import { type RequestOf, saveEdit } from './save-edit.ts';
import {
  beginEdit,
  choose,
  type DraftOf,
  isChanged,
  isUndecided,
  rebase,
  type SettingEdit,
  type SettingKind,
} from './setting-edit.ts';

export type DeskState = 'open' | 'sending' | 'unreachable' | 'refused';

/** What a form of settings stands on: what is filled in, what is wrong with it, and what became of saving it. */
export interface EditDesk<B extends object, D extends DraftOf<B>> {
  begin(base: B, seq: number): void;
  edit(): SettingEdit<B, D> | null;
  isChanged(): boolean;
  state(): DeskState;
  /** What the server said of all of it; null while there is nothing to tell. */
  detail(): string | null;
  faults(): readonly FormFault[];
  /** What is wrong at a path (`/exceptions/2/date`), null when nothing is known to be. */
  faultOf(path: string): string | null;
  set(change: Partial<D>): void;
  choose(field: string, choice: 'theirs' | 'mine'): void;
  save(environment: SendEnvironment, toRequest: RequestOf<B, D>): Promise<readonly Clash[] | null>;
  close(): void;
}

export function editDesk<B extends object, D extends DraftOf<B>>(
  host: ReactiveControllerHost & HTMLElement,
  kind: SettingKind<B, D>,
): EditDesk<B, D> {
  let edit: SettingEdit<B, D> | null = null;
  let faults: readonly FormFault[] = [];
  let state: DeskState = 'open';
  let detail: string | null = null;

  function change(next: SettingEdit<B, D>): void {
    edit = next;
    if (faults.length > 0) faults = kind.faultsOf(next.draft);
    if (state !== 'sending') [state, detail] = ['open', null];
    host.requestUpdate();
  }

  function refuse(why: string | null, wrong: readonly FormFault[]): null {
    [state, detail, faults] = ['refused', why, wrong];
    host.requestUpdate();
    void host.updateComplete.then(() => host.querySelector<HTMLElement>('.error-summary, .conflict')?.focus());
    return null;
  }

  /** What was typed while it was sent is a change of what was stored. */
  function stored(sent: SettingEdit<B, D>, last: SettingEdit<B, D>, saved: { seq: number; theirs: readonly Clash[] }) {
    const { seq, theirs: changed } = saved;
    if (!edit || edit.draft === sent.draft) return beginEdit(kind, kind.toBody(last.draft), seq);
    return rebase(kind, { ...edit, base: kind.toBody(sent.draft) }, { seq, changed });
  }

  return {
    begin(base, seq) {
      edit = beginEdit(kind, base, seq);
      [faults, state, detail] = [[], 'open', null];
      host.requestUpdate();
    },
    edit: () => edit,
    isChanged: () => edit !== null && isChanged(kind, edit),
    state: () => state,
    detail: () => detail,
    faults: () => faults,
    faultOf: (path) => faults.find((fault) => fault.path === path)?.message ?? null,
    set: (values) => edit && change({ ...edit, draft: { ...edit.draft, ...values } }),
    choose: (field, choice) => edit && change(choose(kind, edit, field, choice)),
    async save(environment, toRequest) {
      if (!edit || state === 'sending') return null;
      const wrong = kind.faultsOf(edit.draft);
      if (wrong.length > 0) return refuse(SETTINGS.correctly, wrong);
      if (isUndecided(edit)) return refuse(CONFLICT.choose, []);
      [state, detail, faults] = ['sending', null, []];
      host.requestUpdate();
      const sent = edit;
      const saved = await saveEdit(environment, kind, sent, toRequest);
      switch (saved.kind) {
        case 'stored':
          state = 'open';
          edit = stored(sent, saved.edit, saved);
          host.requestUpdate();
          return saved.theirs;
        case 'asked':
          edit = saved.edit;
          return refuse(null, []);
        case 'refused':
          return refuse(saved.detail, saved.faults);
        case 'unreachable':
          state = 'unreachable';
          announce(SETTINGS.unreachableSave);
          host.requestUpdate();
          return null;
      }
    },
    close() {
      edit = null;
      host.requestUpdate();
    },
  };
}
