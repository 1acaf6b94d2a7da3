import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { openPage } from '../support/open-page.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { type Scene, SCENES } from '../support/public-boards.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const WORK = {
  id: 700,
  title: 'New phones are put in',
  branches: ['clayton', 'yaxham'],
  services: ['phones'],
  from: '2020-01-02T07:00:00.000Z',
  to: '2020-01-02T09:00:00.000Z',
  status: 'planned',
} as const;

function withWork({ board, now }: Scene): Scene {
  return {
    board: { ...board, planned: [{ ...WORK, branches: [...WORK.branches], services: [...WORK.services] }] },
    now,
  };
}

describe('patients', () => {
  test.each([
    ['normal', '/'],
    ['trouble', '/'],
    ['trouble', '/surgeries/clayton'],
  ] as const)('%s, %s: read what is planned, below every trouble', async (name, path) => {
    const on = await openPage({ path, scene: withWork(SCENES[name]()) });
    onTestFinished(() => on.close());
    const section = on.page.getByRole('region', { name: 'Planned work' });
    const text = await section.innerText();
    expect(text).toContain('New phones are put in');
    expect(text).toContain('Thursday 2 January 2020, 7am to 9am.');
    expect(text).toContain('This may not work: phones.');
    expect(text.includes('At Clayton Surgery and Yaxham Surgery.')).toBe(path === '/');
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    expect(on.faults).toEqual([]);
    if (name === 'trouble') {
      const notice = await on.page.getByText('In an emergency, call 999.').first().boundingBox();
      expect((await section.boundingBox())?.y).toBeGreaterThan(notice?.y ?? Number.POSITIVE_INFINITY);
    }
  });

  test('of another surgery read nothing of it, and of none there is no empty box', async () => {
    for (const scene of [withWork(SCENES.normal()), SCENES.normal()]) {
      const path = scene.board.planned.length > 0 ? '/surgeries/stanway' : '/';
      const on = await openPage({ path, scene });
      expect(await on.page.getByRole('heading', { name: 'Planned work' }).count()).toBe(0);
      await on.close();
    }
  });
});

describe('operations', () => {
  const open = async (options: OpenStaffOptions = {}) => {
    const on = await openStaffPage('operations', { context: { viewport: { width: 1366, height: 768 } }, ...options });
    onTestFinished(on.close);
    return { ...on, dialog: on.page.getByRole('dialog') };
  };
  const stored = { status: 201, body: { seq: 700, at: '2019-12-31T10:42:00.000Z', incident: null } };

  test('plan work in the time of the practice, and are told what is wrong before it is sent', async () => {
    const { page, dialog, server } = await open({ prepare: ({ answer }) => answer('POST /api/v1/planned', stored) });
    await page.getByRole('button', { name: 'Plan work' }).click();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('What will happen').fill(' New phones are put in ');
    await dialog.getByLabel('Begins').fill('2020-07-02T07:00');
    await dialog.getByLabel('Ends').fill('2020-07-02T06:00');
    await dialog.getByLabel('Clayton Surgery').check();
    await dialog.getByLabel('Phones').check();
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await dialog.getByText('It must end after it begins.').first().waitFor();
    expect(server.recorded).toEqual([]);
    await dialog.getByLabel('Ends').fill('2020-07-02T09:00');
    await dialog.getByRole('button', { name: 'Tell everyone' }).click();
    await page.locator('.toast', { hasText: 'The work is planned.' }).waitFor();
    // 7am in British Summer Time.
    expect(server.recorded).toMatchObject([
      {
        body: {
          title: 'New phones are put in',
          branches: ['clayton'],
          services: ['phones'],
          from: '2020-07-02T06:00:00.000Z',
          to: '2020-07-02T08:00:00.000Z',
        },
      },
    ]);
  });

  test('call work off after reading once more what it is', async () => {
    const scene = STAFF_SCENES.normal();
    const planned = withWork(SCENES.normal()).board.planned;
    const { page, dialog, server } = await open({
      scene: { ...scene, board: { ...scene.board, planned } },
      prepare: ({ answer }) => answer('POST /api/v1/planned/700/cancel', stored),
    });
    await page.getByRole('button', { name: 'Call off: New phones are put in' }).click();
    expect(await dialog.innerText()).toContain('Thursday 2 January 2020, 7am to 9am.');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Call it off' }).click();
    await page.locator('.toast', { hasText: 'The work is called off.' }).waitFor();
    expect(server.recorded).toMatchObject([{ body: {} }]);
  });
});
