import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance } from '../../shared/texts/edit-distance.ts';
import { shortName } from '../../shared/texts/short-name.ts';
import { parseText, type TextMeaning } from '../../shared/texts/parse-text.ts';
import { sampleBranches } from '../support/facts.ts';

const BRANCHES = sampleBranches().map(({ slug, name }) => ({ slug, name }));
const parse = (message: string, own: readonly string[] = [], branches = BRANCHES) =>
  parseText(message, { branches, own });

/** A meaning in one line: "clayton down internet", "clayton gps 4/8", "? doubt". */
function inShort(meaning: TextMeaning): string {
  switch (meaning.kind) {
    case 'it':
      return [meaning.branch, meaning.state, ...meaning.services, meaning.code ?? ''].join(' ').trim();
    case 'gps':
      return `${meaning.branch} gps ${meaning.available}/${meaning.expected}`;
    case 'code':
      return `code ${meaning.code}`;
    case 'help':
      return 'help';
    case 'not-understood':
      return ['?', meaning.why, ...meaning.branches].join(' ');
  }
}

const says = (message: string, own: readonly string[] = []) => inShort(parse(message, own));

describe('a text message', () => {
  test.each([
    ['CLAYTON DOWN', 'clayton down internet'],
    ['clayton down', 'clayton down internet'],
    ['  Clayton...DOWN!!! ', 'clayton down internet'],
    ['Clayton is down', 'clayton down internet'],
    ['Hi, Clayton surgery internet has gone down, please', 'clayton down internet'],
    ['No internet at Clayton', 'clayton down internet'],
    ['clayton: the internet isn’t working', 'clayton down internet'],
    ['Clayton no wifi', 'clayton down internet'],
    ['Clayton offline', 'clayton down internet'],
    ['Clayton still down', 'clayton down internet'],
    ['clayton lost connection', 'clayton down internet'],
    ['Down Clayton', 'clayton down internet'],
    ['Clayton phones down', 'clayton down phones'],
    ['Clayton no phones or internet', 'clayton down internet phones'],
    ['EMIS down at Clayton', 'clayton down records'],
    ['CLAYTON UP', 'clayton working internet'],
    ['clayton back up', 'clayton working internet'],
    ['Clayton is working again', 'clayton working internet'],
    ['Clayton back online, thanks', 'clayton working internet'],
    ['clayton internet fixed', 'clayton working internet'],
    ['CLAYTON UP 482193', 'clayton working internet 482193'],
    ['CLAYTON GP 4/8', 'clayton gps 4/8'],
    ['clayton gps 4 of 8', 'clayton gps 4/8'],
    ['clayton doctors 4 of 8', 'clayton gps 4/8'],
    ['Clayton 4 out of 8 doctors in', 'clayton gps 4/8'],
    ['clayton gp4/8', 'clayton gps 4/8'],
    ['Clayton four of eight GPs in today', 'clayton gps 4/8'],
    ['clayton gp 0/8', 'clayton gps 0/8'],
    ['orton-mere down', 'orton-mere down internet'],
    ['Orton down', 'orton-mere down internet'],
    ['Orton Mere Surgery down', 'orton-mere down internet'],
    ['ORTONMERE DOWN', 'orton-mere down internet'],
    ['wisbeck quay down', 'wisbeck-quay down internet'],
    ['HELP', 'help'],
    ['Help please', 'help'],
    ['?', 'help'],
    ['482193', 'code 482193'],
    ['Confirm 482 193', 'code 482193'],
    ['yes code 482193 Clayton', 'code 482193'],
  ])('"%s" is understood', (message, meaning) => {
    expect(says(message)).toBe(meaning);
  });

  test.each([
    ['CLAYTN DOWN', 'clayton down internet'],
    ['Claytom down', 'clayton down internet'],
    ['clyaton donw', 'clayton down internet'],
    ['calyton dwon', 'clayton down internet'],
    ['CLAYTION DOWN', 'clayton down internet'],
    ['Cleyten doen', 'clayton down internet'],
    ['klayton down', 'clayton down internet'],
    ['Clayton intenet down', 'clayton down internet'],
    ['clayton no intermet', 'clayton down internet'],
    ['clayton not wroking', 'clayton down internet'],
    ['clayton workng', 'clayton working internet'],
    ['clayton docters 4/8', 'clayton gps 4/8'],
    ['eye chruch down', 'eye-church down internet'],
    ['orten mere down', 'orton-mere down internet'],
    ['wisbek trinty down', 'wisbeck-trinity down internet'],
    ['wisbech quay down', 'wisbeck-quay down internet'],
    ['hampten vale up', 'hampton-vale working internet'],
    ['thorny dyke down', 'thorney-dyke down internet'],
    ['yaxam down', 'yaxham down internet'],
    ['minsteryard down', 'minster-yard down internet'],
    ['glington cross down', 'glinton-cross down internet'],
    ['whitle bridge down', 'whittle-bridge down internet'],
  ])('"%s" is understood though it is misspelt', (message, meaning) => {
    expect(says(message)).toBe(meaning);
  });

  test.each([
    ['CLAYTON NOT DOWN', '? doubt clayton'],
    ['not down clayton', '? doubt clayton'],
    ['Clayton isn’t down', '? doubt clayton'],
    ['clayton no longer down', '? doubt clayton'],
    ['Clayton was down', '? doubt clayton'],
    ['if clayton goes down', '? doubt clayton'],
    ['Clayton may be down', '? doubt clayton'],
    ['clayton nearly down', '? doubt clayton'],
    ['Clayton going down soon', '? doubt clayton'],
    ['nothing down at clayton', '? doubt clayton'],
    ['clayton not up', '? doubt clayton'],
    ['clayton not yet working', '? doubt clayton'],
    ['clayton will be back up', '? doubt clayton'],
    ['Is Clayton down?', '? question clayton'],
    ['Clayton up?', '? question clayton'],
    ['Clayton down now up', '? up-and-down clayton'],
    ['Clayton up and down', '? up-and-down clayton'],
    ['Clayton phones working internet down', '? up-and-down clayton'],
    ['Clayton town', '? no-verb clayton'],
    ['Clayton', '? no-verb clayton'],
    ['Clayton internet', '? no-verb clayton'],
    ['Clayton down the road is closed', '? unknown-words clayton'],
    ['Clayton internet was fine', '? doubt clayton'],
    ['Clayton and Yaxham down', '? which-branch clayton yaxham'],
    ['Yaxham says Clayton is down', '? which-branch yaxham clayton'],
    ['Wisbeck down', '? which-branch wisbeck-quay wisbeck-trinity'],
    ['wisbek down', '? which-branch wisbeck-quay wisbeck-trinity'],
    ['DOWN', '? no-branch'],
    ['GP 4/8', '? no-branch'],
    ['Blayburn down', '? unknown-words'],
    ['CLAYTON GP 4', '? bad-counts clayton'],
    ['CLAYTON GP', '? bad-counts clayton'],
    ['CLAYTON GP 4 8', '? bad-counts clayton'],
    ['CLAYTON GP 4/8/9', '? bad-counts clayton'],
    ['CLAYTON GP 100/100', '? bad-counts clayton'],
    ['CLAYTON GP 8/4', '? more-than-expected clayton'],
    ['CLAYTON 4/8 GPs off sick', '? absent-counts clayton'],
    ['clayton 4 of 8 doctors away', '? absent-counts clayton'],
    ['clayton 4 of 8 doctors not in', '? doubt clayton'],
    ['clayton doctors down', '? absent-counts clayton'],
    ['clayton internet 4 of 8 gps', '? two-things clayton'],
    ['clayton down 482193', '? two-things clayton'],
    ['', '? empty'],
    ['👍', '? empty'],
    ['yes', '? no-verb'],
    ['12345', '? no-verb'],
    ['клейтон down', '? unknown-words'],
    [`clayton down ${'now '.repeat(60)}`, '? too-long'],
  ])('"%s" does nothing', (message, meaning) => {
    expect(says(message)).toBe(meaning);
  });
});

describe('a lead of one branch', () => {
  test.each([
    ['down', 'yaxham down internet'],
    ['No internet', 'yaxham down internet'],
    ['back up', 'yaxham working internet'],
    ['GP 3/4', 'yaxham gps 3/4'],
    ['Clayton down', 'clayton down internet'],
    ['claytn down', 'clayton down internet'],
    ['wisbeck down', '? which-branch wisbeck-quay wisbeck-trinity'],
    ['not down', '? doubt yaxham'],
    ['down?', '? question'],
    ['Blayburn down', '? unknown-words yaxham'],
  ])('who texts "%s" may leave the name out, and is taken at their word when they do not', (message, meaning) => {
    expect(says(message, ['yaxham'])).toBe(meaning);
  });

  test('has to name one when there are two', () => {
    expect(says('down', ['yaxham', 'clayton'])).toBe('? no-branch');
  });
});

describe('branches with names that are alike', () => {
  const alike = (...names: readonly string[]) =>
    names.map((name) => ({ slug: name.toLowerCase().replaceAll(' ', '-'), name: `${name} Surgery` }));

  test.each<[string, readonly string[], string]>([
    ['claytn down', ['Clayton', 'Claydon'], '? which-branch clayton claydon'],
    ['clayton down', ['Clayton', 'Claydon'], 'clayton down internet'],
    ['clayton down', ['Clayton', 'Clayton Hill'], 'clayton down internet'],
    ['clayton hill down', ['Clayton', 'Clayton Hill'], 'clayton-hill down internet'],
    ['clayton hil down', ['Clayton', 'Clayton Hill'], 'clayton-hill down internet'],
    ['clayton down', ['Clayton Hill', 'Clayton Vale'], '? which-branch clayton-hill clayton-vale'],
    ['upton down', ['Upton', 'Downham'], 'upton down internet'],
    ['downham up', ['Upton', 'Downham'], 'downham working internet'],
    ['north down', ['North End', 'South End'], '? unknown-words'],
    ['st marys down', ["St Mary's", "St Martin's"], "st-mary's down internet"],
  ])('"%s" of %j', (message, names, meaning) => {
    expect(inShort(parse(message, [], alike(...names)))).toBe(meaning);
  });
});

describe('whatever is texted', () => {
  const acts = ({ kind }: TextMeaning) => kind === 'it' || kind === 'gps';

  test('something is made of it', () => {
    const noise = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));
    fc.assert(fc.property(noise, fc.constantFrom([], ['clayton']), (message, own) => void parse(message, own)));
  });

  test('it is about no branch whose name is not in it', () => {
    const letters = fc.stringMatching(/^[a-z]{1,10}$/);
    const word = fc.oneof(
      letters,
      fc.constantFrom('down', 'up', 'internet', 'the', 'gp', '4/8', 'not', 'working', 'surgery'),
    );
    const near = BRANCHES.flatMap(({ name, slug }) => [shortName(name), slug, name.split(' ')[0] ?? '']).map((name) =>
      name.toLowerCase().replaceAll(/[^a-z]/g, ''),
    );
    const isNear = (words: readonly string[]) =>
      words.some((_word, from) =>
        [1, 2, 3, 4, 5].some((size) => {
          const text = words
            .slice(from, from + size)
            .join('')
            .replaceAll(/[^a-z]/g, '');
          return near.some((name) => editDistance(text, name, 3) <= 3);
        }),
      );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        fc.pre(!isNear(words));
        expect(acts(parse(words.join(' ')))).toBe(false);
      }),
    );
  });

  test('a misspelling of one name is that branch or none', () => {
    const edit = fc.record({
      branch: fc.constantFrom(...BRANCHES),
      at: fc.nat(20),
      how: fc.constantFrom('drop', 'double', 'swap', 'replace'),
      letter: fc.stringMatching(/^[a-z]$/),
      whole: fc.boolean(),
    });
    let understood = 0;
    fc.assert(
      fc.property(edit, ({ branch, at, how, letter, whole }) => {
        const name = (whole ? branch.name : shortName(branch.name)).toLowerCase();
        const place = at % name.length;
        const [before, here, after] = [name.slice(0, place), name[place] ?? '', name.slice(place + 1)];
        const wrong = {
          drop: before + after,
          double: before + here + here + after,
          swap: before + (after[0] ?? '') + here + after.slice(1),
          replace: before + letter + after,
        }[how];
        const meaning = parse(`${wrong} down`);
        if (!acts(meaning)) return;
        understood += 1;
        expect(meaning).toMatchObject({ branch: branch.slug, state: 'down' });
      }),
      { numRuns: 500 },
    );
    expect(understood).toBeGreaterThan(400);
  });

  test('a word of doubt anywhere in it keeps it from acting', () => {
    const doubt = fc.constantFrom(
      'not',
      'isnt',
      'wasnt',
      'never',
      'if',
      'was',
      'maybe',
      'no longer',
      'dont think',
      'tomorrow',
      '?',
    );
    const text = fc.constantFrom(
      'clayton down',
      'clayton is down now',
      'clayton up',
      'clayton back up',
      'clayton gp 4/8',
    );
    fc.assert(
      fc.property(text, doubt, fc.nat(5), (said, word, at) => {
        const words = said.split(' ');
        const all = [...words.slice(0, at), word, ...words.slice(at)].join(' ');
        expect(acts(parse(all, ['clayton']))).toBe(false);
      }),
    );
  });
});
