import { describe, expect, test } from 'vitest';
import { TRANSLATIONS, tongueFor } from '../../server/pages/languages.ts';
import { renderNotFoundPage, renderStatusPage, renderSurgeryPage } from '../../server/pages/render-page.ts';
import { ENGLISH } from '../../shared/words/english.ts';
import type { Translated } from '../../shared/words/languages/list.ts';
import type { Translation } from '../../shared/words/translation.ts';
import type { Forms, TextId } from '../../shared/words/words.ts';
import { at, SCENES, type Scene } from '../support/public-boards.ts';

const IDS = Object.keys(ENGLISH.text) as TextId[];
const ALL = Object.entries(TRANSLATIONS) as [Translated, Translation][];

type Text = string | readonly string[] | Forms;

function textsOf(text: Text): readonly string[] {
  return typeof text === 'string' ? [text] : Object.values<string>({ ...(text as Record<string, string>) });
}

/** What is put into a text: every form of it has the same. */
function placesIn(text: Text): string[] {
  return [...new Set(textsOf(text).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}

/** What a patient must not be told wrong: numbers to call and addresses. */
function numbersIn(text: Text): string[] {
  return textsOf(text)
    .flatMap((form) => form.match(/111\.nhs\.uk(?:\/[a-z-]+)?|18001 111|\b(?:111|999|NHS)\b|\d+/g) ?? [])
    .sort();
}

describe.each(ALL)('the words in %s', (lang, { text, reviews }) => {
  test('are as many as the English ones, and none is empty', () => {
    expect(Object.keys(text).sort()).toEqual([...IDS].sort());
    for (const id of IDS) for (const one of textsOf(text[id])) expect(one.trim(), id).not.toBe('');
  });

  test.each(IDS)('%s keeps what is put in', (id) => {
    const [own, english] = [text[id] as Text, ENGLISH.text[id] as Text];
    expect(placesIn(own)).toEqual(placesIn(english));
    if (Array.isArray(english)) expect(own).toHaveLength(english.length);
  });

  test.each(IDS.filter((id) => typeof ENGLISH.text[id] === 'string'))('%s keeps numbers and addresses', (id) => {
    if (['midnight', 'midday'].includes(id)) return;
    expect(numbersIn(text[id] as Text)).toEqual(numbersIn(ENGLISH.text[id] as Text));
  });

  test('have each plural form that the language has, and no other', () => {
    const forms = [...new Intl.PluralRules(lang).resolvedOptions().pluralCategories].sort();
    for (const id of IDS) {
      const own = text[id] as Text;
      if (typeof own === 'string' || Array.isArray(own)) continue;
      const named = Object.keys(own).filter((form) => !form.startsWith('='));
      // Where English leaves 1 to a text of its own, the forms for it are left out too.
      const needed = '=1' in own ? forms.filter((form) => form !== 'one' || named.includes('one')) : forms;
      expect(named.sort(), id).toEqual(id === 'allProblem' ? needed.filter((form) => named.includes(form)) : needed);
    }
  });

  test('name whoever has checked them, and when', () => {
    for (const { by, on } of reviews) {
      expect(by).not.toBe('');
      expect(on).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    }
  });
});

const files = { scripts: [], styles: [] };
const assets = { home: files, big: files, surgery: files, past: '', all: [] };

/** Text of a document with the language it is marked to be in. */
function marked(html: string): { readonly lang: string; readonly text: string }[] {
  const found: { lang: string; text: string }[] = [];
  const open: string[] = [];
  // A clock of 24 hours has no words to translate.
  const body = html
    .replace(/<time[^>]*>[\s\S]*?<\/time>/g, '')
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<!--[\s\S]*?-->/g, '');
  for (const [, closing, tag = '', attributes = '', text = ''] of body.matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>([^<]*)/g,
  )) {
    const isVoid = /^(?:meta|link|input|br|path|circle|rect)$/.test(tag) || attributes.endsWith('/');
    if (closing) open.pop();
    else if (!isVoid) open.push(attributes.match(/ lang="([^"]+)"/)?.[1] ?? open.at(-1) ?? '');
    if (text.trim() !== '') found.push({ lang: open.at(-1) ?? '', text: text.trim() });
  }
  return found;
}

function pagesOf({ board, now }: Scene, lang: Translated): string[] {
  const input = { board, now, checkedAt: now, assets, tongue: tongueFor(lang, true) };
  const old = { ...input, checkedAt: at('7:30') };
  return [
    renderStatusPage(input),
    renderStatusPage(old),
    renderStatusPage(input, 'nowhere'),
    renderNotFoundPage({ ...input, practice: board.practice }),
    ...board.branches.map(({ slug }) => renderSurgeryPage({ ...input, slug }) ?? ''),
  ];
}

function englishPagesOf({ board, now }: Scene): string[] {
  const input = { board, now, checkedAt: now, assets };
  return [
    renderStatusPage(input),
    renderStatusPage({ ...input, checkedAt: at('7:30') }),
    renderStatusPage(input, 'nowhere'),
    renderNotFoundPage({ ...input, practice: board.practice }),
    ...board.branches.map(({ slug }) => renderSurgeryPage({ ...input, slug }) ?? ''),
  ];
}

/** Letters and digits alone: marks between texts differ. */
const lettersOf = (texts: readonly { readonly text: string }[]) =>
  texts.map(({ text }) => text.replace(/&[a-z#\d]+;|[^\p{L}\p{N}]/gu, '')).join('');
/** Without the note that nobody has checked the translation, which is none of a page in English. */
const inMain = (html: string) =>
  html.slice(html.indexOf('<main'), html.indexOf('</main>')).replace(/<p class="translation"[\s\S]*?<\/p>/, '');

describe.each(ALL)('the pages in %s', (lang) => {
  describe.each(Object.entries(SCENES))('of a day: %s', (_name, make) => {
    const scene = make();
    const pages = pagesOf(scene, lang);
    const english = englishPagesOf(scene);

    test('say everything in English too, and nothing more', () => {
      for (const [index, page] of pages.entries()) {
        const beside = marked(inMain(page)).filter((one) => one.lang === 'en');
        expect(lettersOf(beside)).toBe(lettersOf(marked(inMain(english[index] ?? ''))));
      }
    });

    test('mark every other text as theirs, with no English word left in it', () => {
      const names = scene.board.branches.flatMap(({ name }) => name.split(' '));
      const known = new Set([...names, 'Surgery', 'NHS', 'GP', 'BSL', 'textphone', 'online', '111.nhs.uk']);
      const englishWords =
        /(?<!\p{L})(?:the|is|of|and|with|not|if|you|your|surgery|surgeries|today|open|until|phone|working)(?!\p{L})/iu;
      for (const page of pages) {
        const own = marked(inMain(page)).filter((one) => one.lang !== 'en');
        for (const { text } of own) {
          const words = text.split(/\s+/).filter((word) => !known.has(word.replace(/[.,:;()،۔।\u2068\u2069]/g, '')));
          expect(words.join(' ')).not.toMatch(englishWords);
        }
      }
    });
  });
});
