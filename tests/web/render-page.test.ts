import { describe, expect, test } from 'vitest';
import {
  renderErrorPage,
  renderNotFoundPage,
  renderStatusPage,
  renderSurgeryPage,
} from '../../server/pages/render-page.ts';
import { MINUTE } from '../../shared/practice/instant.ts';
import { allWell, at, boardOf, claytonDown, type Scene, SCENES, say, silence } from '../support/public-boards.ts';

const files = { scripts: ['/assets/public-1.js'], styles: ['/assets/public-1.css'] };
const assets = { home: files, big: files, surgery: files, past: '/past.css', all: [] };

function home({ board, now }: Scene): string {
  return renderStatusPage({ board, now, checkedAt: now, assets });
}

function surgery({ board, now }: Scene, slug: string): string {
  return renderSurgeryPage({ board, now, checkedAt: now, assets, slug }) ?? '';
}

function scene(story: Parameters<typeof boardOf>[0], clock = '10:42'): Scene {
  return { board: boardOf(story, at(clock)), now: at(clock) };
}

/** The words of a document, as a person reads them. */
function words(html: string): string {
  return html
    .replace(/<script type="application\/json".*?<\/script>/s, '')
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">';

describe('what somebody typed stays text', () => {
  const html = surgery(scene(say(claytonDown(), 'clayton', '09:30', { message: HOSTILE })), 'clayton');

  test('in the page', () => {
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  });

  test('in the data that the page carries', () => {
    const data = html.match(/<script type="application\/json" id="page-data">(.*?)<\/script>/s)?.[1] ?? '';
    expect(JSON.parse(data).board.branches.find((branch: { slug: string }) => branch.slug === 'clayton').message).toBe(
      HOSTILE,
    );
  });
});

describe('a document that the strictest policy allows', () => {
  test.each(Object.entries(SCENES))('%s holds no inline script, style or handler', (_, make) => {
    for (const html of [home(make()), surgery(make(), 'clayton')]) {
      expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="en-GB">/);
      expect(html.match(/<script(?![^>]*(src=|application\/json))/g)).toBeNull();
      expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
      expect(html.match(/<h1/g)?.length).toBe(1);
    }
  });
});

describe('what stands where', () => {
  test('the sentence is first, the notice second, the troubled surgery third, the others last', () => {
    const text = words(home(SCENES.trouble()));
    const order = [
      '17 of 18 surgeries are working normally. 1 has a problem.',
      'Checked at 10:42am',
      'If it is urgent and you cannot reach Clayton Surgery, use NHS 111',
      'In an emergency, call 999',
      '1 surgery has a problem',
      '4 of 8 in today',
      'Nearest that can help',
      '17 surgeries are working normally',
      'This page checked',
    ];
    const places = order.map((part) => text.replace(/ ([.,])/g, '$1').indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('a calm day has no notice and no empty boxes', () => {
    const html = home(SCENES.normal());
    expect(html).not.toContain('care-card');
    expect(html).not.toContain('class="cards');
    expect(words(html)).toContain('All 18 surgeries are working normally');
  });

  test('at night the way to NHS 111 and 999 stands before the list of closed surgeries', () => {
    const text = words(home(SCENES.calmNight()));
    expect(text).toMatch(/All surgeries are closed.*If it is urgent and cannot wait until we open.*NHS 111 online/);
    expect(text).toMatch(/In an emergency, call 999.*18 surgeries are closed/);
    expect(text).not.toMatch(/you cannot reach/);
  });

  test("a closed surgery's page says what to do until it opens, and claims to know nothing", () => {
    const text = words(surgery(SCENES.calmNight(), 'clayton'));
    expect(text).toMatch(
      /Clayton Surgery is closed.*What to do now If it is urgent Clayton Surgery is closed\. It opens/,
    );
    expect(text).toContain('What works We do not know while the surgery is closed.');
  });

  test('the title carries the state', () => {
    const title = (html: string) => html.match(/<title>(.*?)<\/title>/)?.[1];
    expect(title(home(SCENES.trouble()))).toBe('■ 1 problem – Example Fen Medical Practice');
    expect(title(home(SCENES.normal()))).toBe('● Working normally – Example Fen Medical Practice');
    expect(title(home(SCENES.notHeard()))).toBe('? Not known – Example Fen Medical Practice');
    expect(title(home(SCENES.calmNight()))).toBe('○ Closed – Example Fen Medical Practice');
    expect(title(surgery(SCENES.trouble(), 'clayton'))).toBe(
      '■ Clayton Surgery: has a problem – Example Fen Medical Practice',
    );
  });

  test('a surgery page names distance, phone, hours and GPs of the nearest that can help', () => {
    const text = words(surgery(SCENES.trouble(), 'clayton'));
    expect(text).toMatch(/Orton Mere Surgery 0\.8 miles · Open until 6:30pm GPs: 6 of 6 in today 01632 960002/);
  });
});

describe('an instance whose database is away', () => {
  const { board, now } = SCENES.trouble();
  const rendered = (minutes: number) =>
    renderStatusPage({ board, now: now + minutes * MINUTE, checkedAt: now, assets });

  test.each([
    [1, 'page--server', 'Checked at 10:42am'],
    [5, 'page--stale', 'Not live. Last checked 10:42am Reload this page'],
    [17, 'page--dead', 'This page is old. It was last checked at 10:42am.'],
  ])('says after %i minutes how old the truth is, and keeps a true notice', (minutes, look, line) => {
    const html = rendered(minutes);
    expect(html).toContain(look);
    expect(html).toContain(minutes < 5 ? '<title>■ 1 problem – ' : '<title>? Not known – ');
    expect(words(html)).toContain(line);
    expect(words(html)).toContain('If it is urgent and you cannot reach Clayton Surgery, use NHS 111');
  });
});

describe('only what is known is said', () => {
  const silent = surgery(SCENES.notHeard(), 'thorney-dyke');

  test('silence is drawn as not known and never as broken', () => {
    const main = silent.slice(silent.indexOf('<main'), silent.indexOf('</main>'));
    expect(words(silent)).toContain('We have not heard from Thorney Dyke Surgery since 10:32am');
    expect(words(home(SCENES.notHeard()))).toContain('We have not heard from this surgery since 10:32am');
    expect(main).toContain('mark--unknown');
    expect(main).not.toContain('mark--degraded');
    expect(words(silent)).not.toContain('cannot see');
  });

  test('silence confirmed by a person is drawn as a problem', () => {
    const story = silence(allWell(), 'thorney-dyke', '10:35', '10:32');
    const html = surgery(scene(say(story, 'thorney-dyke', '10:40', { it: { internet: 'down' } })), 'thorney-dyke');
    expect(html).toContain('mark--degraded');
  });

  test('a line that is known dead is no link, anywhere on the page', () => {
    const dead = scene(say(allWell(), 'eye-church', '09:31', { it: { phones: 'down' } }));
    for (const html of [home(dead), surgery(dead, 'eye-church')]) {
      expect(html).not.toContain('tel:01632960008');
      expect(words(html)).toContain('01632 960008 (the phones are not working)');
    }
    expect(home(SCENES.trouble())).toContain('tel:01632960001');
  });

  test('a small team is never counted', () => {
    const story = say(allWell(), 'stanway', '09:00', { gps: { expected: 3, offSick: 1, away: 0, locums: 0 } });
    expect(words(surgery(scene(story), 'stanway'))).not.toMatch(/2 of 3/);
  });
});

describe('addresses that lead nowhere', () => {
  const { board, now } = SCENES.normal();

  test('an unknown surgery has no page', () => {
    expect(renderSurgeryPage({ board, now, checkedAt: now, assets, slug: 'nowhere' })).toBeNull();
  });

  test('what is wrong is said, what to do too, and no script runs', () => {
    for (const html of [
      renderNotFoundPage({ practice: board.practice, assets }),
      renderErrorPage({ practice: board.practice, assets }),
    ]) {
      expect(words(html)).toContain('Go to all surgeries');
      expect(html).not.toContain('<script');
    }
  });

  test('leads to the surgery by the maps of the phone, and asks nobody before the tap', () => {
    const { board, now } = SCENES.normal();
    const html = renderSurgeryPage({ board, now, checkedAt: now, assets, slug: 'clayton' }) ?? '';
    const [tag] = /<a class="directions"[^>]*>/.exec(html) ?? [];
    expect(tag).toContain('https://www.google.com/maps/dir/?api=1&amp;destination=52.5572%2C-0.2861');
    expect(tag).toContain('rel="noreferrer"');
    const nowhere = { ...board, branches: board.branches.map((branch) => ({ ...branch, position: null })) };
    const other = renderSurgeryPage({ board: nowhere, now, checkedAt: now, assets, slug: 'clayton' }) ?? '';
    expect(other).toContain('destination=2+Sample+Road%2C+Sampleborough%2C+PE2+5ZZ');
  });
});
