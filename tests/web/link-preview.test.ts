import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPage } from '../support/open-page.ts';
import { type Scene, SCENES, type SceneName } from '../support/public-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const told = (name: SceneName, path: string) => toldOf(SCENES[name](), path);

/** What the page tells those who link to it, as the browser has it under the page's own policy. */
async function toldOf(scene: Scene, path: string) {
  const on = await openPage({ path, scene });
  onTestFinished(() => on.close());
  const head = await on.page.evaluate(() => ({
    og: Object.fromEntries(
      [...document.querySelectorAll('meta[property^="og:"]')].map((meta) => [
        meta.getAttribute('property')?.slice(3),
        meta.getAttribute('content'),
      ]),
    ),
    description: document.querySelector('meta[name=description]')?.getAttribute('content'),
    feed: document.querySelector('link[type="application/atom+xml"]')?.getAttribute('href'),
    canonical: document.querySelector('link[rel=canonical]')?.getAttribute('href'),
    clinic: document.querySelector('script[type="application/ld+json"]')?.textContent ?? null,
  }));
  expect(on.faults).toEqual([]);
  return { ...head, graph: head.clinic === null ? null : JSON.parse(head.clinic)['@graph'] };
}

describe('a link to a page, in a messenger or a search', () => {
  test('says of when its words are, names no state in its title and shows no picture', async () => {
    const { og, description, feed, canonical } = await told('trouble', '/surgeries/clayton');
    const text =
      'At 10:42am on Tuesday 31 December 2019: Clayton Surgery has a problem. Open the page to see how it is now.';
    expect(og).toEqual({
      type: 'website',
      title: 'Clayton Surgery – Example Fen Medical Practice',
      description: text,
      url: 'https://board.example/surgeries/clayton',
    });
    expect(description).toBe(text);
    expect([feed, canonical]).toEqual(['/surgeries/clayton/feed.atom', 'https://board.example/surgeries/clayton']);
  });

  test('to the page of all surgeries tells the same of the practice', async () => {
    const { og, feed, graph } = await told('normal', '/');
    expect(og['title']).toBe('Example Fen Medical Practice');
    expect(og['description']).toMatch(
      /^At 10:42am on Tuesday 31 December 2019: All 18 surgeries are working normally\./,
    );
    expect(feed).toBe('/feed.atom');
    expect(graph).toBeNull();
  });
});

describe('what search engines read of a surgery', () => {
  test('is a clinic with its address and number, and no announcement while it works', async () => {
    const { graph } = await told('normal', '/surgeries/clayton');
    expect(graph).toHaveLength(1);
    expect(graph[0]).toMatchObject({
      '@type': 'MedicalClinic',
      name: 'Clayton Surgery',
      telephone: '01632 960001',
      address: { '@type': 'PostalAddress' },
      parentOrganization: { '@type': 'MedicalOrganization', name: 'Example Fen Medical Practice' },
    });
  });

  test('has what is the matter beside it, which lapses with the day', async () => {
    const { graph } = await told('trouble', '/surgeries/clayton');
    expect(graph[1]).toMatchObject({
      '@type': 'SpecialAnnouncement',
      name: 'Clayton Surgery has a problem.',
      datePosted: '2019-12-31T09:05:00.000Z',
      expires: '2020-01-01T00:00:00.000Z',
      url: 'https://board.example/surgeries/clayton',
    });
  });

  test('cannot end the element it stands in, whatever a surgery is called', async () => {
    const { board, now } = SCENES.normal();
    const name = 'Clayton </script><script>alert(1)</script> & "Sons"';
    const branches = board.branches.map((branch) => (branch.slug === 'clayton' ? { ...branch, name } : branch));
    const { graph, og } = await toldOf({ board: { ...board, branches }, now }, '/surgeries/clayton');
    expect(graph[0].name).toBe(name);
    expect(og['title']).toBe(`${name} – Example Fen Medical Practice`);
  });
});
