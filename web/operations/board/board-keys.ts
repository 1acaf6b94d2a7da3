import { type Command, commandOf, isTyping } from '../keys/commands.ts';
import { areKeysOn } from '../keys/kept-keys.ts';
import { goBy, type TableHost } from './table-keys.ts';

/** What the letters of the page need of the board. */
export interface KeyHost extends TableHost {
  readonly selected: ReadonlySet<string>;
  select(slugs: readonly string[], selected: boolean): void;
  chosen(): readonly string[];
  report(slugs: readonly string[]): void;
  timeline(slug: string): void;
}

function run(host: KeyHost, command: Command): void {
  const { current } = host;
  switch (command) {
    case 'next':
      return goBy(host, 1);
    case 'previous':
      return goBy(host, -1);
    case 'select':
      return current === null ? undefined : host.select([current], !host.selected.has(current));
    case 'search':
      return host.querySelector<HTMLInputElement>('#operations-search')?.focus();
    case 'report':
      return host.report(host.chosen());
    case 'incident':
      return host.querySelector('operations-panel')?.declareIncident(host.chosen());
    case 'notice':
      return host.querySelector('operations-panel')?.openNotice();
    case 'timeline':
      return current === null ? undefined : host.timeline(current);
    case 'keys':
      return host.querySelector('keys-dialog')?.open();
  }
}

/** Esc outside of dialogs: out of the search box into the rows, or the selection is cleared. */
function escape(host: KeyHost): void {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement && active.id === 'operations-search') goBy(host, 0);
  else host.select([...host.selected], false);
}

function isCovered(host: KeyHost): boolean {
  return document.querySelector('dialog[open]') !== null || (host.querySelector('cell-menu')?.isOpen() ?? false);
}

/** Listens to the keys of the whole page, for as long as the board is what is shown. */
export function listenToKeys(host: KeyHost): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (host.hidden || event.defaultPrevented) return;
    const covered = isCovered(host);
    if (event.key === 'Escape' && !covered) return escape(host);
    const command = commandOf({
      key: event.key,
      modified: event.ctrlKey || event.metaKey || event.altKey,
      typing: event.target instanceof HTMLElement && isTyping(event.target),
      covered,
      enabled: areKeysOn(),
    });
    if (command === null) return;
    event.preventDefault();
    run(host, command);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
