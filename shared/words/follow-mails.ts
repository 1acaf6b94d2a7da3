import { toGsm7 } from '../texts/gsm7.ts';
import { listOf } from './lists.ts';

/** Of how many surgeries the names are told; more are counted. */
const NAMED = 3;

/** "Clayton Surgery", "Clayton Surgery and Yaxham Surgery", "5 surgeries", "all our surgeries". */
export function followedNames(names: readonly string[] | null): string {
  if (names === null) return 'all our surgeries';
  return names.length > NAMED ? `${names.length} surgeries` : listOf(names);
}

export const FOLLOW_MAIL_SUBJECT = 'Do you want us to tell you of changes?';

/** Asks whoever reads the mail whether it was they who want to be told. */
export function followMailLines(url: string, surgeries: readonly string[] | null): readonly string[] {
  return [
    `Somebody asked us to tell you of changes at ${followedNames(surgeries)}.`,
    'Was it you? Then open this link and press the button. It works for 48 hours:',
    url,
    'Was it not you? Then do nothing. We will not write to you.',
  ];
}

/** Of a practice's name, so that the text is one message. */
const NAME_MOST = 40;

/** Asks whoever reads the text whether it was they who want to be told. */
export function followCodeText(practice: string, code: string): string {
  const name = toGsm7(practice).slice(0, NAME_MOST);
  return `${name}: your code is ${code}. Type it in to get told of changes. You did not ask for it? Then do nothing.`;
}
