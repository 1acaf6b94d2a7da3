import {
  type Advice,
  type AdviceBranch,
  arePrescriptionsDoubted,
  isOutOfHours,
  isSilentAlone,
  otherWaysTo111,
  phonesWork,
  toAdvice,
} from './advice.ts';
import { ENGLISH } from './english.ts';
import { listOf } from './lists.ts';
import { tell, type Words } from './words.ts';

/** How to reach surgeries in trouble, as far as it is true for several; nothing when all are closed. */
export function howToReachSeveral(branches: readonly AdviceBranch[], words: Words): string[] {
  const inHours = branches.filter((branch) => !isOutOfHours(branch));
  if (inHours.length === 0) return [];
  return [tell(words, inHours.some(phonesWork) ? 'phoneOrGo' : 'goIfOpen')];
}

function prescriptionsAtSeveral(branches: readonly AdviceBranch[], words: Words): string[] {
  const without = branches.filter(({ services }) => services.prescriptions === 'down');
  const doubted = branches.filter((branch) => !isSilentAlone(branch) && arePrescriptionsDoubted(branch));
  if (without.length + doubted.length === 0) return [tell(words, 'prescriptionsUnknown')];
  const whoOf = (of: readonly AdviceBranch[]) =>
    listOf(
      of.map(({ name }) => name),
      'and',
      words,
    );
  return [
    ...(without.length > 0 ? [tell(words, 'whoNoPrescriptions', { who: whoOf(without) })] : []),
    ...(doubted.length > 0 ? [tell(words, 'whoPrescriptionsDoubted', { who: whoOf(doubted) })] : []),
    tell(words, 'outOfMedicine'),
  ];
}

/** Advice while several surgeries are in trouble: what is true for all of them. */
export function adviceForSeveral(branches: readonly AdviceBranch[], words: Words = ENGLISH): readonly Advice[] {
  const reaching = howToReachSeveral(branches, words);
  const shut = branches.filter((branch) => !isOutOfHours(branch) && branch.access !== 'open').map(({ name }) => name);
  return toAdvice(
    {
      urgent: [
        ...reaching,
        tell(words, reaching.length > 0 ? 'cannotReachYours111' : 'cannotWaitYours111'),
        ...otherWaysTo111(words),
      ],
      notUrgent: [tell(words, 'untilYoursNormal')],
      booked: [
        ...(shut.length === 0
          ? []
          : [tell(words, 'doorsOfClosed', { who: listOf(shut, 'and', words) }), tell(words, 'lookAtYours')]),
        tell(words, 'asPlannedYours'),
      ],
      prescriptions: prescriptionsAtSeveral(branches, words),
    },
    words,
  );
}
