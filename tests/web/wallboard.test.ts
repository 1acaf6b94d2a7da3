import { afterAll, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../shared/practice/instant.ts';
import { axeFaults } from '../support/axe.ts';
import { type OpenStaffOptions, type OpenStaffPage, openStaffPage } from '../support/open-staff-page.ts';
import { at, claytonDown } from '../support/public-boards.ts';
import { STAFF_SCENES, staffBoardOf, type StaffScene } from '../support/staff-boards.ts';
import { SESSIONS } from '../support/staff-page-server.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';
import { ROUND, startWallboardRun } from '../support/wallboard-run.ts';

afterAll(closeBrowser);

function open(options: OpenStaffOptions = {}): Promise<OpenStaffPage> {
  const context = { viewport: { width: 1_920, height: 1_080 }, ...options.context };
  return openStaffPage('wallboard', { ...options, context });
}

function names(on: OpenStaffPage): Promise<readonly string[]> {
  return on.page.$$eval('.tile__word', (all) => all.map((name) => name.textContent ?? ''));
}

async function clock(on: OpenStaffPage): Promise<string> {
  return (await on.page.textContent('.top__clock')) ?? '';
}

const CLAYTON = '.tile:has(#tile-clayton)';

describe('what the board tells', () => {
  test('trouble: the branch, its GPs, its services, the practice’s totals, the notice and the incident', async () => {
    const on = await open({ scene: STAFF_SCENES.trouble() });
    const tile = (await on.page.innerText(CLAYTON)).replace(/\s+/g, ' ');
    for (const words of ['Internet down', 'since 09:05', '4 of 8 GPs in', '4 off sick', 'open to 18:30', 'BLACK (4)']) {
      expect(tile).toContain(words);
    }
    expect(tile).toContain('Phones working');
    expect(tile).toContain('Records not working');
    const top = (await on.page.innerText('.top')).replace(/\s+/g, ' ');
    for (const words of [
      '81 / 85',
      'GREEN (1) 18 of 18 known',
      'declared 09:40 A tester AMBER (2)',
      '7,900 of 85,000',
    ]) {
      expect(top).toContain(words);
    }
    const bottom = (await on.page.innerText('.bottom')).replace(/\s+/g, ' ');
    expect(bottom).toContain('Up since 09:05: Clayton');
    expect(bottom).toContain('SERIOUS INCIDENT: No internet at Clayton Surgery');
    expect(bottom).toContain('next update 11:15 (33 min) · since 09:06, ref INC0012345');
    expect(bottom).toContain('09:05 Clayton: Internet down');
    await on.close();
  });

  test('what is not known is never 0 and never blank', async () => {
    const on = await open({ scene: STAFF_SCENES.unknown() });
    const tile = (await on.page.innerText('.tile:has(#tile-yaxham)')).replace(/\s+/g, ' ');
    for (const words of ['Not known', '?', 'GPs not known', 'usually 4', 'IT not said', 'GPs not said']) {
      expect(tile).toContain(words);
    }
    expect(await on.page.innerText('.top')).toContain('15 of 18 known');
    await on.close();
  });
});

test('a practice that has entered no branch yet is told so', async () => {
  const { board, now } = STAFF_SCENES.normal();
  const on = await open({ scene: { board: { ...board, branches: [] }, now } });
  expect(await on.page.innerText('#main')).toContain('No branch has been entered yet.');
  expect(await axeFaults(on.page)).toEqual([]);
  await on.close();
});

describe('places', () => {
  test('stay as the practice has them, whatever happens', async () => {
    const on = await open();
    const before = await names(on);
    on.server.change(STAFF_SCENES.many());
    await on.page.waitForSelector('.tile--degraded');
    expect(await names(on)).toEqual(before);
    await on.close();
  });

  test('have trouble first when the address or a key says so, and the screen remembers', async () => {
    const on = await open({ scene: STAFF_SCENES.many(), path: '/wallboard?order=trouble' });
    expect((await names(on)).slice(-1)).not.toEqual(['Yaxham']);
    expect(await on.page.$eval('.tile', (tile) => tile.className)).toContain('tile--degraded');
    await on.page.goto(`${on.server.origin}/wallboard`);
    await on.page.waitForSelector('.wall--live');
    expect((await names(on)).at(-1)).toBe('Yaxham');
    await on.page.keyboard.press('t');
    await on.page.getByText('trouble first').waitFor();
    await on.page.reload();
    await on.page.getByText('trouble first').waitFor();
    await on.close();
  });
});

describe('a change', () => {
  const quiet: StaffScene = { board: STAFF_SCENES.normal().board, now: at('09:04') };
  const down: StaffScene = { board: staffBoardOf(claytonDown(), at('09:05')), now: at('09:05') };

  test('is marked for five minutes, pulses, and stands below', async () => {
    const on = await open({ scene: quiet, ownClock: true });
    expect(await on.page.$$('.tile__changed')).toHaveLength(0);
    on.server.change(down);
    await on.page.waitForSelector(`${CLAYTON} .tile__changed`);
    expect(await on.page.getAttribute(CLAYTON, 'data-pulse')).toBe('a');
    expect(await on.page.$eval(CLAYTON, (tile) => getComputedStyle(tile, '::after').animationName)).toBe(
      'tile-pulse-a',
    );
    expect(await on.page.innerText('.changes')).toContain('09:05 Clayton: Internet down');
    for (let minute = 0; minute < 5; minute += 1) {
      await on.page.clock.fastForward(MINUTE);
      on.server.tick(MINUTE);
    }
    await until('the mark goes', async () => (await on.page.$(`${CLAYTON} .tile__changed`)) === null);
    await on.close();
  });

  test('does not move for those who want less motion', async () => {
    const on = await open({ scene: quiet, context: { reducedMotion: 'reduce' } });
    on.server.change(down);
    await on.page.waitForSelector(`${CLAYTON}[data-pulse]`);
    expect(await on.page.$eval(CLAYTON, (tile) => getComputedStyle(tile, '::after').animationName)).toBe('none');
    await on.close();
  });
});

describe('the truth of the connection', () => {
  test('a clock runs by the server’s time, whatever the screen’s own clock says', async () => {
    const on = await open({ ownClock: true });
    await on.page.clock.pauseAt(await on.page.evaluate(() => Date.now() + 1_000));
    const before = await clock(on);
    expect(before).toMatch(/^10:42:\d\d$/);
    await on.page.clock.runFor(5 * SECOND);
    const seconds = (text: string) => Number(text.slice(-2));
    expect(seconds(await clock(on)) - seconds(before)).toBe(5);
    await on.close();
  });

  test('a board that is cut off says so in big words, then hides what is too old, and comes back by itself', async () => {
    const on = await open({ scene: STAFF_SCENES.trouble(), ownClock: true });
    expect(await on.page.innerText('.link')).toBe('LIVE');
    on.server.cut();
    await on.page.clock.fastForward(60 * SECOND);
    await on.page.waitForSelector('.wall--reconnecting');
    expect(await on.page.innerText('.link')).toBe('RECONNECTING');
    await on.page.clock.fastForward(60 * SECOND);
    await on.page.waitForSelector('.wall--stale');
    expect(await on.page.innerText('.link')).toContain('NOT LIVE since 10:42');
    expect(await on.page.$eval(CLAYTON, (tile) => getComputedStyle(tile).backgroundColor)).not.toBe('rgb(213, 40, 27)');
    await on.page.clock.fastForward(15 * MINUTE);
    await on.page.waitForSelector('.cover--dead');
    expect(await on.page.innerText('#main')).toContain('It was last right at 10:42');
    expect(await on.page.$$('.tile')).toHaveLength(0);
    on.server.restore();
    await on.page.clock.fastForward(MINUTE);
    await on.page.waitForSelector('.wall--live');
    expect(await on.page.$$('.tile')).toHaveLength(18);
    await on.close();
  });

  test('a page whose script stands still is covered by words that no script has to write', async () => {
    const on = await open();
    const opacityAfter = (ms: number) =>
      on.page.$eval(
        '.watch',
        (watch, time) => {
          for (const animation of watch.getAnimations()) animation.currentTime = time;
          const style = getComputedStyle(watch);
          return [style.opacity, getComputedStyle(watch, '::after').content];
        },
        ms,
      );
    expect((await opacityAfter(20_000))[0]).toBe('0');
    expect(await opacityAfter(45_100)).toEqual(['1', '"This board has stopped. Reload it."']);
    // A script that runs winds it up again.
    await until('it is wound up', () => on.page.$eval('.watch', (watch) => getComputedStyle(watch).opacity === '0'));
    await on.close();
  });

  test('a wallboard of an older build loads itself anew', async () => {
    const on = await open();
    await on.page.evaluate(() => Object.assign(window, { mark: 'before' }));
    on.server.serveBuild('another');
    on.server.cut();
    on.server.restore();
    await until('it is loaded anew', () => on.page.evaluate(() => !('mark' in window)).catch(() => false));
    expect(await on.page.waitForSelector('.wall--live')).not.toBeNull();
    await on.close();
  });
});

describe('a screen that is not let in', () => {
  const pairing = (code: string) => ({
    status: 201,
    body: { code, secret: `secret of ${code}`, expiresAt: '2019-12-31T10:52:00.000Z' },
    headers: { date: 'Tue, 31 Dec 2019 10:42:00 GMT' },
  });
  const waits = { status: 202, body: { expiresAt: '2019-12-31T10:52:00.000Z' } };
  const ASK = 'POST /api/v1/displays/pairings';
  const CLAIM = 'POST /api/v1/displays/pairings/claim';

  test('shows a code, never a place to sign in, and goes on by itself once the code was entered', async () => {
    const on = await open({
      session: null,
      live: false,
      prepare(server) {
        server.answer(ASK, pairing('K7P4-2M'));
        server.answer(CLAIM, waits);
      },
    });
    await on.page.getByText('K7P4-2M').waitFor();
    expect(await on.page.innerText('#main')).toContain('Type this code in Operations > Displays');
    expect(await on.page.innerText('#main')).toMatch(/This code works for (9|10) min/);
    expect(await on.page.$('input, a')).toBeNull();
    expect(await axeFaults(on.page)).toEqual([]);
    on.server.answer(CLAIM, { status: 201, body: SESSIONS.display });
    on.server.signIn(SESSIONS.display);
    await on.page.waitForSelector('.wall--live');
    const claim = on.server.recorded.findLast(({ path }) => path.endsWith('/claim'));
    expect(claim?.body).toEqual({ secret: 'secret of K7P4-2M' });
    await on.close();
  });

  test('asks for another code when one has run out, and goes on while the server is away', async () => {
    const on = await open({
      session: null,
      live: false,
      ownClock: true,
      prepare(server) {
        server.answer(ASK, pairing('K7P4-2M'), pairing('NEW2-C0'));
        server.answer(CLAIM, waits);
      },
    });
    await on.page.getByText('K7P4-2M').waitFor();
    await on.page.clock.fastForward(11 * MINUTE);
    await on.page.getByText('NEW2-C0').waitFor();
    on.server.cut();
    await on.page.clock.fastForward(11 * MINUTE);
    await on.page.getByText('We cannot reach Branchboard.').waitFor();
    on.server.restore();
    await on.page.clock.fastForward(MINUTE);
    await on.page.getByText('NEW2-C0').waitFor();
    expect(await on.page.$$('.tile')).toHaveLength(0);
    await on.close();
  });

  test('is what a screen becomes whose credential was taken back: nothing of the board stays', async () => {
    const on = await open({ prepare: (server) => server.answer(ASK, pairing('K7P4-2M')) });
    on.server.answer(CLAIM, waits);
    on.server.endSession();
    await on.page.getByText('K7P4-2M').waitFor();
    expect(await on.page.$$('.tile')).toHaveLength(0);
    await on.close();
  });
});

test('changes over a long time leave no node and no listener behind', async () => {
  const run = await startWallboardRun();
  await run.go(ROUND);
  const before = await run.held();
  await run.go(ROUND);
  const after = await run.held();
  expect({ nodes: after.nodes, listeners: after.listeners }).toEqual({
    nodes: before.nodes,
    listeners: before.listeners,
  });
  await run.on.close();
}, 120_000);
