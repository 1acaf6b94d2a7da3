import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { describe, expect, test } from 'vitest';
import { TESTED_SIZES } from '../../server/pages/tested.ts';
import { renderStatusPage, renderSurgeryPage } from '../../server/pages/render-page.ts';
import { ABOUT_LINKS, ACCESSIBILITY, PRIVACY, sizeWords, TESTED_WORDS } from '../../shared/words/about-pages.ts';
import { FRAME, LATER, NAMES, PAGE, TOLD } from '../../shared/words/languages/en.ts';
import { CHANNEL_WORDS, FOLLOW, KIND_WORDS, STOP_LATER, tryAgainIn } from '../../shared/words/follow.ts';
import { followCodeText, FOLLOW_MAIL_SUBJECT, followMailLines } from '../../shared/words/follow-mails.ts';
import { FOLLOW_MESSAGE, followMessage, followText } from '../../shared/words/follow-messages.ts';
import { KEPT_PAGE, notCheckedSince, phonesOf, tooOldToShow } from '../../shared/words/kept-page.ts';
import { FOLLOW_PUSH } from '../../shared/words/follow-push.ts';
import { HISTORY } from '../../shared/words/history.ts';
import { eventfulHistory } from '../support/past-days.ts';
import { at, SCENES, type Scene } from '../support/public-boards.ts';

const files = { scripts: [], styles: [] };
const assets = { home: files, big: files, surgery: files, past: '/past.css', all: [] };

/** Texts of what is read as one: an element's own, without the markup in it. */
function textsOf(html: string): string[] {
  const body = html.replace(/^[\s\S]*<body>/, '').replace(/<script[\s\S]*?<\/script>/g, '');
  return body
    .replace(/<!--[\s\S]*?-->|<\/?(?:a|strong|span|b)\b[^>]*>/g, '')
    .split(/<[^>]+>/)
    .map((text) =>
      text
        .replaceAll('&#39;', '’')
        .replaceAll('&amp;', '&')
        .replace(/&[a-z#\d]+;/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');
}

const history = eventfulHistory();

function pagesOf({ board, now }: Scene): string[] {
  const input = { board, now, checkedAt: now, assets };
  const old = { ...input, checkedAt: at('8:00') };
  const surgeries = board.branches.map(({ slug }) => renderSurgeryPage({ ...input, slug, history }) ?? '');
  return [renderStatusPage(input), renderStatusPage(old), renderStatusPage(input, 'nowhere'), ...surgeries];
}

/** What those are told who follow one surgery, or all. */
function messagesOf(scene: Scene): string[] {
  const { board, now } = scene;
  const told = { board, now, origin: 'https://status.practice.example' };
  const starts = board.branches.filter(({ state }) => state === 'degraded').map(({ slug }) => slug);
  const ends = board.branches.filter(({ state }) => state === 'normal').map(({ slug }) => slug);
  const work = { id: 7, branches: ['clayton'], from: at('14:00'), to: at('16:00') };
  const stages = ['put-up', 'changed', 'soon', 'called-off'] as const;
  const owed = [
    ...[...starts.map((slug) => [slug]), starts].map((slugs) => ({ starts: slugs, ends: [], planned: [] })),
    ...[ends.slice(0, 1), ends].map((slugs) => ({ starts: [], ends: slugs, planned: [] })),
    ...stages.map((stage) => ({ starts: [], ends: [], planned: [{ ...work, stage }] })),
  ].filter((some) => some.starts.length + some.ends.length + some.planned.length > 0);
  return owed.flatMap((some) => {
    const { headline, paragraphs } = followMessage(some, told);
    return [
      headline,
      ...paragraphs.flatMap((lines) => lines.split('\n')),
      followText(some, told, null).replace(/https\S+/, ''),
    ];
  });
}

/** What surgeries and operations wrote themselves is not ours to count. */
const WRITTEN_BY_STAFF = /Engineer|engineer|fault is in|cable|repeat slip|nurse clinic|answer as usual/;

const flat = (words: object): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : flat(value as object)));

const told = [
  followCodeText('Example Fen Medical Practice', '123456'),
  FOLLOW_MAIL_SUBJECT,
  ...followMailLines('', ['Clayton Surgery', 'Yaxham Surgery']),
  ...followMailLines('', null),
  tryAgainIn(60_000),
  tryAgainIn(7_200_000),
];

const texts = [
  ...new Set([
    ...[notCheckedSince, tooOldToShow, phonesOf].map((say) => say(at('8:00'), 'Europe/London')),
    ...Object.values(SCENES).flatMap((make) => pagesOf(make()).flatMap(textsOf)),
    ...[
      PAGE,
      NAMES,
      LATER,
      TOLD,
      FRAME,
      HISTORY,
      FOLLOW,
      FOLLOW_PUSH,
      CHANNEL_WORDS,
      STOP_LATER,
      KIND_WORDS,
      FOLLOW_MESSAGE,
      KEPT_PAGE,
      ABOUT_LINKS,
      ACCESSIBILITY,
      TESTED_WORDS,
      PRIVACY,
      TESTED_SIZES.map(sizeWords),
      told,
    ].flatMap(flat),
    ...Object.values(SCENES).flatMap((make) => messagesOf(make())),
  ]),
].filter((text) => !WRITTEN_BY_STAFF.test(text));

const sentencesOf = (text: string) =>
  text
    .replaceAll('111.nhs.uk', '111')
    .split(/(?<=[.?!]) /)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
const wordsOf = (sentence: string) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'.:/-]*/gu) ?? [];
const sentences = [...new Set(texts.flatMap(sentencesOf))];

function gradeOf(group: readonly string[]): number {
  const words = group.flatMap(wordsOf);
  return fleschKincaid({
    sentence: group.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  });
}

describe('what patients read', () => {
  test('is all of what the pages can say', () => {
    expect(sentences.length).toBeGreaterThan(150);
  });

  test.each([
    ['telephone', /\btelephone/i],
    ['clinician', /\bclinician/i],
    ['site', /\bsites?\b/i],
    ['practice lead', /\bpractice lead/i],
    ['EMIS', /\bEMIS\b/i],
    ['degraded', /\bdegraded\b/i],
    ['branch', /\bbranch/i],
    ['serious incident', /\bserious incident/i],
    ['login', /\blog-?in\b/i],
    ['a time of 24 hours', /\b(?:1[3-9]|2[0-3]):\d\d\b/],
    ['a time with a space, or with :00', /\d ?[ap]\.m\.|\d [ap]m\b|\d:00[ap]m/],
    ['noon by a number', /\b12(?::00)?[ap]m\b/],
    ['kilometres', /\d ?km\b|\bmetres\b/],
    ['a number as a word', /\b(?:two|three|four|five|six|seven|eight|nine|ten)\b/i],
  ])('never says %s', (_what, pattern) => {
    expect(texts.filter((text) => pattern.test(text))).toEqual([]);
  });

  test('has at most 20 words in a sentence', () => {
    const long = sentences.filter((sentence) => wordsOf(sentence).length > 20);
    expect(long).toEqual([]);
  });

  test('is read with ease at 11: school grade 6 over all, and no long sentence is far from it', () => {
    const full = sentences.filter((sentence) => wordsOf(sentence).length >= 5 && /[.?!]$/.test(sentence));
    expect(full.length).toBeGreaterThan(60);
    expect(gradeOf(full)).toBeLessThanOrEqual(6);
    // Names and lists are as long as they are.
    const plain = full.map((sentence) => sentence.replace(/(?:[A-Z][\w’]+ )+Surgery\b/g, 'Surgery'));
    const told = plain.filter((sentence) => !sentence.includes(': ') && !/Surgery, Surgery/.test(sentence));
    const hard = told.filter((sentence) => wordsOf(sentence).length >= 10 && gradeOf([sentence]) > 10);
    expect(hard).toEqual([]);
  });
});
