import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface AtomLink {
  readonly rel: string;
  readonly href: string;
  readonly type: string;
}

export interface AtomEntry {
  readonly id: string;
  readonly title: string;
  readonly published: string;
  readonly updated: string;
  readonly link: readonly AtomLink[];
  readonly content: { readonly type: string; readonly text: string };
}

export interface AtomFeed {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly author: { readonly name: string };
  readonly link: readonly AtomLink[];
  readonly entry: readonly AtomEntry[];
}

const LISTS = ['feed.link', 'feed.entry', 'feed.entry.link'];
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** A feed as readers read it. Throws when it is no XML, or lacks what RFC 4287 asks for. */
export function readAtom(xml: string): AtomFeed {
  const valid = XMLValidator.validate(xml);
  if (valid !== true) throw new Error(`no XML: ${valid.err.msg} in line ${valid.err.line}`);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    textNodeName: 'text',
    parseTagValue: false,
    isArray: (_name, path) => LISTS.includes(String(path)),
  });
  const { feed } = parser.parse(xml) as { readonly feed: AtomFeed & { readonly xmlns: string } };
  const whole = { ...feed, entry: feed.entry ?? [] };
  const faults = faultsOf(whole);
  if (feed.xmlns !== 'http://www.w3.org/2005/Atom') faults.push('it is in another namespace');
  if (faults.length > 0) throw new Error(`no Atom: ${faults.join('; ')}`);
  return whole;
}

/** 4.1.1 and 4.1.2 of RFC 4287, and 4.2.6: an id is an absolute IRI and unlike any other. */
function faultsOf(feed: AtomFeed): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const ids = [feed.id, ...feed.entry.map(({ id }) => id)];
  must(new Set(ids).size === ids.length, 'two ids are the same');
  must(typeof feed.author?.name === 'string' && feed.author.name !== '', 'the feed has no author');
  must(feed.link.filter(({ rel }) => rel === 'self').length === 1, 'the feed has no link to itself');
  for (const one of [feed, ...feed.entry]) {
    must(/^[a-z][a-z0-9+.-]*:\S+$/.test(one.id), `${one.id} is no IRI`);
    must(typeof one.title === 'string' && one.title !== '', `${one.id} has no title`);
    must(RFC_3339.test(one.updated), `${one.id} has no time of its last update`);
    const alternates = one.link.filter(({ rel }) => rel === 'alternate').map(({ type, href }) => `${type} ${href}`);
    must(alternates.length === 1, `${one.id} has another number of alternates than one`);
  }
  for (const { id, updated, published } of feed.entry) {
    must(RFC_3339.test(published) && published <= updated, `${id} was updated before it was published`);
  }
  must(
    feed.entry.every(({ updated }) => updated <= feed.updated),
    'an entry is newer than its feed',
  );
  return faults;
}
