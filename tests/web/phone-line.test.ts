import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults, sideways } from '../support/axe.ts';
import { type OpenStaffOptions, openStaffPage } from '../support/open-staff-page.ts';
import { allWell, at, boardOf, type Scene, SCENES, say } from '../support/public-boards.ts';
import { STAFF_SCENES, staffScene } from '../support/staff-boards.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

const BOARD = 'GET /api/v1/board';
const toldPatients = ({ board }: Scene) => ({ status: 200, body: board });

async function open(face: 'operations' | 'lead', options: OpenStaffOptions = {}) {
  const width = face === 'lead' ? 360 : 1_366;
  const on = await openStaffPage(face, {
    scene: STAFF_SCENES.trouble(),
    context: { viewport: { width, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] },
    ...options,
    prepare(server) {
      server.answer(BOARD, toldPatients(SCENES.trouble()));
      options.prepare?.(server);
    },
  });
  onTestFinished(on.close);
  const line = on.page.locator('phone-line');
  return { ...on, line, show: () => line.getByRole('heading', { name: 'Phone line and door' }).click() };
}

test('operations copy what a phone line says of the branch in trouble, or of another', async () => {
  const { page, line, show, spoken } = await open('operations');
  await show();
  const text = line.getByLabel('Message for the phone line');
  await text.waitFor();
  expect(await line.getByLabel('Branch').inputValue()).toBe('clayton');
  expect(await text.inputValue()).toMatch(/^Clayton Surgery has a problem\. .* In an emergency, call 999\. /);
  expect(await line.innerText()).toMatch(/About 2\d seconds when it is read aloud\./);
  await line.getByRole('button', { name: 'Copy the message' }).click();
  await until('it is said', async () => (await spoken()).includes('Copied. Record it on the phone line.'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await text.inputValue());
  await line.getByLabel('Branch').selectOption('yaxham');
  expect(await text.inputValue()).toMatch(/^Yaxham Surgery is working normally\. /);
  const poster = line.getByRole('link', { name: 'Print a poster for the door' });
  expect(await poster.getAttribute('href')).toBe('/surgeries/yaxham/poster');
});

test('whoever copied a message is warned once it is not true any more, also after the page was closed', async () => {
  const { page, line, show, server } = await open('operations');
  await show();
  await line.getByRole('button', { name: 'Copy the message' }).click();
  expect(await line.locator('.phone-line__old').count()).toBe(0);
  const story = say(allWell(), 'clayton', '10:41', { message: 'All is well again.' });
  server.answer(BOARD, toldPatients({ board: boardOf(story, at('10:50')), now: at('10:50') }));
  server.change(staffScene(story, '10:50'), ['clayton']);
  await line.locator('.phone-line__old').waitFor();
  const warning =
    /^Clayton Surgery: you copied an older message at 10:4\dam\. It has been out of date since 10:\d\dam\.$/;
  expect(await line.locator('.phone-line__old').innerText()).toMatch(warning);
  expect(await axeFaults(page)).toEqual([]);
  await page.reload();
  await line.locator('.phone-line__old').waitFor();
  expect(await line.locator('.phone-line__old').innerText()).toMatch(warning);
  await show();
  await line.getByLabel('Branch').selectOption('clayton');
  await line.getByRole('button', { name: 'Copy the message' }).click();
  await until('the warning goes', async () => (await line.locator('.phone-line__old').count()) === 0);
});

test('a lead copies the message of their own branch', async () => {
  const { page, line, show } = await open('lead');
  await show();
  await line.getByLabel('Message for the phone line').waitFor();
  expect(await line.getByLabel('Branch').count()).toBe(0);
  expect(await line.getByLabel('Message for the phone line').inputValue()).toMatch(/^Clayton Surgery has a problem\./);
  for (const width of [320, 360, 768]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await axeFaults(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
});

test('nothing older is offered while nobody can tell what patients see', async () => {
  const { line, show } = await open('operations', { prepare: ({ answer }) => answer(BOARD, 'lost') });
  await show();
  await line.getByText('We cannot read what patients see now. Do not record an older message.').waitFor();
  expect(await line.getByRole('button', { name: 'Copy the message' }).count()).toBe(0);
});

test.each([
  [360, 'light'],
  [1_366, 'dark'],
  [1_920, 'light'],
] as const)('on the page of operations it has no fault for anybody, %i px, %s', async (width, colorScheme) => {
  const { page, line, show } = await open('operations', {
    context: { viewport: { width, height: 900 }, colorScheme },
  });
  await show();
  await line.getByLabel('Message for the phone line').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
});
