import type { Instant } from '../../shared/practice/instant.ts';
import { toClinic } from '../../shared/views/clinic.ts';
import type { PublicBoard } from '../../shared/wire/public-board.ts';
import { FEED_PATH, surgeryFeedPath } from '../../shared/wire/elsewhere-paths.ts';
import { PUBLIC_PATHS, surgeryPath } from '../../shared/wire/public-paths.ts';
import { escapeText, scriptJson } from '../../shared/words/html-text.ts';

export interface PreviewInput {
  readonly board: PublicBoard;
  /** null: the page of all surgeries. */
  readonly slug: string | null;
  readonly origin: string;
  readonly now: Instant;
  readonly isOld: boolean;
  /** Of the page's language, where its address names one. */
  readonly query?: string;
  /** Says of when it is. */
  readonly description: string;
}

function property(name: string, content: string): string {
  return `<meta property="og:${name}" content="${escapeText(content)}">`;
}

/**
 * What those who link to a page show of it. The title names the surgery and no state, and there is no picture: a green
 * one would stay in somebody's messages for good.
 */
export function previewTags({
  board,
  slug,
  origin,
  now,
  isOld,
  description,
  query = '',
}: PreviewInput): readonly string[] {
  const branch = board.branches.find((one) => one.slug === slug);
  const { name } = board.practice;
  const path = branch ? surgeryPath(branch.slug) : PUBLIC_PATHS.home;
  const feed = branch ? surgeryFeedPath(branch.slug) : FEED_PATH;
  const tags = [
    `<link rel="canonical" href="${escapeText(origin + path + query)}">`,
    `<link rel="alternate" type="application/atom+xml" href="${feed}">`,
    property('type', 'website'),
    property('title', branch ? `${branch.name} – ${name}` : name),
    property('description', description),
    property('url', origin + path),
  ];
  // Data, which no browser runs: the policy for scripts does not ask about it.
  const clinic = branch && toClinic(branch, board, { origin, now, isOld });
  return clinic ? [...tags, `<script type="application/ld+json">${scriptJson(clinic)}</script>`] : tags;
}
