import { fromIso, toIso } from '../practice/instant.ts';
import type { PublicBoard } from '../wire/public-board.ts';
import { FEED } from '../words/feed.ts';
import { escapeXml } from '../words/xml-text.ts';
import type { Feed, FeedEntry } from './feed.ts';

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

/** What a feed is written with: where it is read, and in which life of the journal. */
export interface AtomPlace {
  readonly origin: string;
  readonly address: string;
  readonly board: Pick<PublicBoard, 'epoch' | 'edge' | 'practice'>;
}

/** A tag URI (RFC 4151): it stays when pages move. The year is one in which such a host could first have been ours. */
function idOf(key: string, { origin, board: { epoch } }: AtomPlace): string {
  const host = /^https?:\/\/([^/:]+)/.exec(origin)?.[1] ?? 'localhost';
  return `tag:${host},2026:${epoch.slice(0, 8)}/${key}`;
}

function entryXml(entry: FeedEntry, place: AtomPlace): string {
  const html = entry.paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join('');
  return [
    '<entry>',
    element('id', idOf(entry.key, place)),
    element('title', entry.title),
    element('published', toIso(entry.published)),
    element('updated', toIso(entry.updated)),
    `<link rel="alternate" type="text/html" href="${escapeXml(place.origin + entry.path)}"/>`,
    `<content type="html">${escapeXml(html)}</content>`,
    '</entry>',
  ].join('\n');
}

/** A feed as an Atom document (RFC 4287). */
export function toAtom(feed: Feed, place: AtomPlace): string {
  const { origin, address, board } = place;
  const updated = Math.max(...feed.entries.map((entry) => entry.updated), 0) || fromIso(board.edge);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
${[
  element('id', idOf(feed.key, place)),
  element('title', feed.title),
  element('subtitle', FEED.subtitle),
  element('updated', toIso(updated)),
  `<link rel="self" type="application/atom+xml" href="${escapeXml(origin + address)}"/>`,
  `<link rel="alternate" type="text/html" href="${escapeXml(origin + feed.path)}"/>`,
  `<author>${element('name', board.practice.name)}</author>`,
  ...feed.entries.map((entry) => entryXml(entry, place)),
].join('\n')}
</feed>
`;
}
