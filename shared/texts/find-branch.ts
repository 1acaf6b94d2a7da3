import { editDistance } from './edit-distance.ts';
import { shortName } from './short-name.ts';
import { isKnown } from './vocabulary.ts';

/** A branch as people know it. */
export interface NamedBranch {
  readonly slug: string;
  readonly name: string;
}

export type FoundBranch =
  | { readonly kind: 'none' }
  /** `rest`: the words that are not its name. */
  | { readonly kind: 'one'; readonly slug: string; readonly rest: readonly string[] }
  /** It could be any of these: nobody guesses between them. */
  | { readonly kind: 'several'; readonly slugs: readonly string[] };

/** Too common to name a branch by alone. */
const COMMON_FIRST = new Set('the st saint old new north south east west upper lower great little high'.split(' '));

/** Words of a name that are tried as one. */
const SPAN_MOST = 5;
/** A first word alone may be misspelt only when it is so long. */
const FIRST_WORD_FUZZY = 6;

interface Alias {
  readonly slug: string;
  /** Without spaces. */
  readonly text: string;
  /** Letters that may be wrong. */
  readonly most: number;
  /** The whole name, not only its first word. */
  readonly whole: boolean;
}

function lettersWrongAtMost(text: string): number {
  if (text.length < 5) return 0;
  if (text.length < 7) return 1;
  return text.length < 11 ? 2 : 3;
}

function plain(text: string): readonly string[] {
  const bare = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['\u2019]/g, '');
  return bare.match(/\p{L}+|\p{Nd}+/gu) ?? [];
}

function aliasesOf({ slug, name }: NamedBranch): readonly Alias[] {
  const words = plain(shortName(name));
  const whole = [plain(name), words, plain(slug)].map((parts) => parts.join('')).filter((text) => text !== '');
  const first = words[0] ?? '';
  const alone = words.length > 1 && first.length > 2 && !COMMON_FIRST.has(first) && !isKnown(first);
  return [
    ...[...new Set(whole)].map((text) => ({ slug, text, most: lettersWrongAtMost(text), whole: true })),
    ...(alone ? [{ slug, text: first, most: first.length >= FIRST_WORD_FUZZY ? 1 : 0, whole: false }] : []),
  ];
}

interface Match {
  readonly slug: string;
  readonly from: number;
  readonly to: number;
  readonly wrong: number;
  /** Words of it that nothing else explains. */
  readonly unknown: number;
  readonly whole: boolean;
}

function matchesIn(words: readonly string[], aliases: readonly Alias[]): Match[] {
  const found: Match[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(words.length, from + SPAN_MOST); to += 1) {
      const span = words.slice(from, to);
      const text = span.join('');
      const unknown = span.filter((word) => !isKnown(word)).length;
      for (const { slug, text: alias, most, whole } of aliases) {
        // Words that mean something by themselves are no misspelling of a name.
        const wrong = unknown === 0 ? (text === alias ? 0 : most + 1) : editDistance(text, alias, most);
        const sameStart = wrong < 2 || text[0] === alias[0];
        if (wrong <= most && sameStart) found.push({ slug, from, to, wrong, unknown, whole });
      }
    }
  }
  return found;
}

/** The better one first: what explains more, then what is less wrong, then the whole name. */
function byRank(a: Match, b: Match): number {
  return (
    b.unknown - a.unknown || a.wrong - b.wrong || Number(b.whole) - Number(a.whole) || b.to - b.from - (a.to - a.from)
  );
}

function overlaps(a: Match, b: Match): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Another branch that these words could mean as well. An exact whole name leaves no doubt about the same words. */
function isRival(best: Match, other: Match): boolean {
  if (other.slug === best.slug || !overlaps(best, other)) return false;
  if (best.wrong === 0 && best.whole)
    return other.wrong === 0 && other.whole && other.to - other.from >= best.to - best.from;
  if (best.unknown > other.unknown) return false;
  return other.wrong <= best.wrong + 1;
}

/** The one branch that the words name, however it is spelt. Two names, or one that fits two branches, are several. */
export function findBranch(words: readonly string[], branches: readonly NamedBranch[]): FoundBranch {
  const matches = matchesIn(words, branches.flatMap(aliasesOf)).toSorted(byRank);
  const [best] = matches;
  if (!best) return { kind: 'none' };
  const rivals = matches.filter((other) => isRival(best, other));
  // What lies beside the name is a name of its own, unless it is the same branch again.
  const apart = matches.filter((other) => !overlaps(best, other) && other.slug !== best.slug);
  const slugs = [...new Set([best, ...rivals, ...apart].map(({ slug }) => slug))];
  if (slugs.length > 1) return { kind: 'several', slugs };
  const own = matches.filter((other) => other.slug === best.slug);
  const inName = (index: number) =>
    (index >= best.from && index < best.to) ||
    own.some((other) => !overlaps(best, other) && index >= other.from && index < other.to);
  return { kind: 'one', slug: best.slug, rest: words.filter((_word, index) => !inName(index)) };
}
