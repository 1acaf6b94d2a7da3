/** What a branch is found by. */
export interface FindableBranch {
  readonly slug: string;
  readonly name: string;
  readonly address: string;
  readonly postcode: string;
}

/** The words of a text as they are compared: "St. Mary’s, PE2 5ZZ" is "st", "marys", "pe2", "5zz". */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Below this a word with another letter is another word. */
const MAY_BE_MISTYPED_FROM = 4;

/** Are two words the same but for one letter: another one, one too many, one missing, or two that changed places. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

/** Does what is typed so far of a word, perhaps with a wrong letter, begin this one. */
function isMistyped(typed: string, word: string): boolean {
  // Another digit is another place.
  if (typed.length < MAY_BE_MISTYPED_FROM || /\d/.test(typed)) return false;
  const lengths = [typed.length, typed.length - 1, typed.length + 1].filter((length) => length <= word.length);
  return lengths.some((length) => isOneLetterOff(typed, word.slice(0, length)));
}

/** How well one typed word fits a branch: 3 begins a word of it, 2 is within one, 1 with a letter wrong, 0 not at all. */
function fit(typed: string, words: readonly string[]): number {
  if (words.some((word) => word.startsWith(typed))) return 3;
  if (typed.length >= 3 && words.some((word) => word.includes(typed))) return 2;
  return words.some((word) => isMistyped(typed, word)) ? 1 : 0;
}

/** A whole or partial postcode, without its space: the outward part, and what was typed of the inward one. */
const POSTCODE = /^([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{0,2})?$/;

/**
 * Branches near a postcode: those it is the beginning of; else those of the same district, "PE2" for somebody who lives
 * at PE2 9XY. Null when what was typed is no postcode.
 */
function byPostcode<B extends FindableBranch>(branches: readonly B[], query: string): B[] | null {
  const typed = wordsOf(query).join('');
  const codeOf = ({ postcode }: B) => wordsOf(postcode).join('');
  const begun = branches.filter((branch) => codeOf(branch).startsWith(typed));
  if (begun.length > 0 && /\d/.test(typed)) return begun;
  const outward = /^(.+)\d[a-z]{2}$/.exec(typed)?.[1] ?? POSTCODE.exec(typed)?.[1];
  if (!POSTCODE.test(typed) || outward === undefined) return null;
  const near = branches.filter((branch) => wordsOf(branch.postcode)[0] === outward);
  return near.length > 0 ? near : null;
}

/**
 * The branches that answer to what somebody typed of a name, a street, a town or a postcode, best first; all of them for
 * nothing. Case, accents, spaces and one wrong letter in a word do not matter.
 */
export function findBranches<B extends FindableBranch>(branches: readonly B[], query: string): readonly B[] {
  const typed = wordsOf(query);
  if (typed.length === 0) return branches;
  const near = byPostcode(branches, query);
  if (near) return near;
  const joined = typed.join('');
  const rated = branches.flatMap((branch) => {
    const names = wordsOf(branch.name);
    const words = [...names, ...wordsOf(branch.address), ...wordsOf(branch.postcode)];
    const fits = typed.map((word) => fit(word, words));
    const isFound = fits.every((one) => one > 0);
    // "eyechurch" for "Eye Church".
    const isJoined = joined.length >= 3 && (names.join('').includes(joined) || isMistyped(joined, names.join('')));
    if (!isFound && !isJoined) return [];
    const ofName = typed.filter((word) => names.some((name) => name.startsWith(word))).length;
    return [{ branch, rate: ofName * 10 + fits.reduce((sum, one) => sum + one, 0) }];
  });
  return rated.toSorted((a, b) => b.rate - a.rate).map(({ branch }) => branch);
}
