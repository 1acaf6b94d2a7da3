import type { Service } from '../facts/fact.ts';

/** Stands for any word of a service in the phrases below. */
export const ANY_SERVICE = '#';

/** What people call the services that they text about. */
export const SERVICE_WORDS: Readonly<Record<string, Service>> = {
  internet: 'internet',
  net: 'internet',
  broadband: 'internet',
  wifi: 'internet',
  network: 'internet',
  connection: 'internet',
  phone: 'phones',
  phones: 'phones',
  telephone: 'phones',
  telephones: 'phones',
  records: 'records',
  emis: 'records',
  systmone: 'records',
};

/** "Not working" is in here; "not down" is in neither list, and nobody acts on it. */
export const DOWN_PHRASES: readonly string[] = [
  'gone down',
  'down',
  'no #',
  'without #',
  'lost #',
  '# lost',
  '# off',
  '# out',
  '# dead',
  '# gone',
  '# failed',
  '# broken',
  'off line',
  'offline',
  'not working',
  'isnt working',
  'arent working',
  'doesnt work',
  'dont work',
  'wont work',
  'stopped working',
  'not connected',
  'cant connect',
  'cannot connect',
  'disconnected',
  'cut off',
  'outage',
  'all down',
  'everything down',
];

export const UP_PHRASES: readonly string[] = [
  'back to normal',
  'back online',
  'back working',
  'back up',
  'backup',
  'up running',
  'all working',
  'all good',
  'all ok',
  'all up',
  'everything working',
  'everything ok',
  'working fine',
  'working ok',
  'upp',
  'up',
  'back',
  'online',
  'working',
  'works',
  'fixed',
  'restored',
  'running',
  'normal',
  'okay',
  'ok',
  'fine',
];

export const GP_WORDS: ReadonlySet<string> = new Set(['gp', 'gps', 'dr', 'drs', 'doc', 'docs', 'doctor', 'doctors']);
/** Beside counts they say what the counts say anyway. */
export const PRESENT_WORDS: ReadonlySet<string> = new Set(['in', 'available', 'here', 'present', 'working', 'today']);
/** Beside counts they turn them round: "4 of 8 GPs off sick". */
export const ABSENT_WORDS: ReadonlySet<string> = new Set([
  'off',
  'sick',
  'ill',
  'away',
  'absent',
  'missing',
  'unavailable',
  'leave',
  'short',
  'down',
  'out',
]);
export const NUMBER_WORDS: readonly string[] = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

export const HELP_WORDS: ReadonlySet<string> = new Set(['help', 'info', 'commands', 'how']);
export const CODE_WORDS: ReadonlySet<string> = new Set(['code', 'confirm', 'confirmed', 'yes']);

/** They change nothing of what the rest says. */
export const FILLERS: ReadonlySet<string> = new Set(
  `the a an at in is are its it has have been we our my i here this now again please pls plz hi hello thanks thank you
  ta and or surgery branch practice site just still currently today went completely totally sorry guys team`.split(
    /\s+/,
  ),
);

/** They turn round, or put in doubt, what stands beside them. */
export const DOUBT_WORDS: ReadonlySet<string> = new Set(
  `not no isnt arent wasnt werent never nor neither without unless if until when was were maybe might may could would
  should think thought perhaps possibly dont doesnt didnt wont cant cannot longer nearly almost soon will going later
  tomorrow yesterday hope hopefully stop nothing nobody`.split(/\s+/),
);

/** Words that are one letter from one of ours, and mean something else. */
export const NOT_MISSPELT: ReadonlySet<string> = new Set(
  `town own gown dawn dow don done drown sown mown downs owns woking worming corking parking online inline one none
  recorder record recorded doctored lone time fined find fixes mixed four like live love lane work lines nets
  offlined phoned`.split(/\s+/),
);

const wordsIn = (phrases: readonly string[]) =>
  phrases.flatMap((phrase) => phrase.split(' ')).filter((word) => word !== ANY_SERVICE);

/** What a longer word may be a misspelling of. */
export const SPELT: readonly string[] = [
  ...new Set([...Object.keys(SERVICE_WORDS), ...wordsIn(DOWN_PHRASES), ...wordsIn(UP_PHRASES), ...GP_WORDS]),
].filter((word) => word.length >= 4 && !DOUBT_WORDS.has(word));

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(SERVICE_WORDS),
  ...wordsIn(DOWN_PHRASES),
  ...wordsIn(UP_PHRASES),
  ...GP_WORDS,
  ...PRESENT_WORDS,
  ...ABSENT_WORDS,
  ...NUMBER_WORDS,
  ...HELP_WORDS,
  ...CODE_WORDS,
  ...FILLERS,
  ...DOUBT_WORDS,
  'of',
  '/',
  '?',
]);

/** A word that the grammar has a use for, or a number. */
export function isKnown(word: string): boolean {
  return KNOWN.has(word) || /^\d+$/.test(word);
}
