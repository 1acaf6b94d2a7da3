import { expect, test } from 'vitest';
import { toClinic } from '../../shared/views/clinic.ts';
import { previewText } from '../../shared/words/preview.ts';
import { at, SCENES } from '../support/public-boards.ts';
import { ZONE } from '../support/facts.ts';

test('a preview of a page that is old repeats nothing', () => {
  expect(previewText('Clayton Surgery is working normally.', at('10:42'), true, ZONE)).toBe(
    'We could not check since 10:42am on Tuesday 31 December 2019. Open the page to see how it is now.',
  );
});

test('search engines are told of no trouble that may be over', () => {
  const { board, now } = SCENES.trouble();
  const branch = board.branches.find(({ slug }) => slug === 'clayton');
  if (!branch) throw new Error('no such surgery');
  const typesAt = (isOld: boolean) =>
    toClinic(branch, board, { origin: 'https://board.example', now, isOld })['@graph'].map((thing) => thing['@type']);
  expect(typesAt(false)).toEqual(['MedicalClinic', 'SpecialAnnouncement']);
  expect(typesAt(true)).toEqual(['MedicalClinic']);
});
