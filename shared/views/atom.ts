import { fromIso, toIso } from '../practice/instant.ts';
import type { PublicBoard } from '../wire/public-board.ts';
import { FEED } from '../words/feed.ts';
import type { Feed, FeedEntry } from './feed.ts';

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 has no way to write, not even escaped: one of these would make the whole feed unreadable. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as it may stand in an element or in an attribute of XML. */
function escapeXml(text: string): string {
  return text.replace(NOT_IN_XML, '\uFFFD').replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

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
