import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type Instant, toIso } from '../../shared/practice/instant.ts';
import type { StaffBoard } from '../../shared/wire/staff-board.ts';
import { LEAD, SHEET, whoSaid } from '../../shared/words/staff-lead.ts';
import { formatTime } from '../../shared/words/times.ts';
import type { LiveView } from '../live/live-board.ts';
import type { Draft } from './draft.ts';

/** Something that was said of a branch. */
export interface SaidItem {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string | null;
  readonly text: string;
}

/** What changed at a branch as the board tells it, newest first; and its last word, though it changed nothing. */
export function saidItems(board: Pick<StaffBoard, 'recent' | 'branches'>, slug: string): readonly SaidItem[] {
  const bySeq = new Map<number, SaidItem>();
  for (const { seq, at, by, text } of board.recent.filter((change) => change.slug === slug)) {
    const before = bySeq.get(seq);
    bySeq.set(seq, { seq, at: Date.parse(at), by, text: before ? `${before.text}. ${text}` : text });
  }
  const branch = board.branches.find((one) => one.slug === slug);
  const last = branch?.lastSaid;
  if (last && !bySeq.has(last.seq)) {
    const text = branch.note?.said.seq === last.seq ? LEAD.colleaguesNote : LEAD.asShown;
    bySeq.set(last.seq, { seq: last.seq, at: Date.parse(last.at), by: last.by, text });
  }
  return [...bySeq.values()].sort((a, b) => b.at - a.at || b.seq - a.seq);
}

export function saidList(items: readonly SaidItem[], zone: string, me: string | null): TemplateResult {
  return html`<ol class="said" role="list">${items.map(
    ({ at, by, text }) =>
      html`<li class="said__item"><time class="said__time" datetime=${toIso(at)}>${formatTime(at, zone)}</time><span class="said__text">${text}</span><span class="said__by">${whoSaid(by, me)}</span></li>`,
  )}</ol>`;
}

/** What others said of the branch since a sheet was opened. It stands last, so that nothing moves for it. */
export function saidMeanwhile(
  { board }: LiveView<StaffBoard>,
  { slug, seen }: Draft,
  me: string | null,
): TemplateResult | typeof nothing {
  const items = saidItems(board, slug).filter(({ seq }) => seq > seen);
  if (items.length === 0) return nothing;
  return html`<section class="meanwhile" role="status" aria-labelledby="meanwhile">
    <h3 class="meanwhile__title" id="meanwhile">${SHEET.meanwhile}</h3>
    ${saidList(items, board.practice.timeZone, me)}
  </section>`;
}
