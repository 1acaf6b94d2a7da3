import { afterAll, describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { build, type LibraryOptions } from 'vite';
import type { BrowserContextOptions } from 'playwright-core';
import { axeFaults, sideways } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';

const GALLERY = fileURLToPath(new URL('../support/parts-gallery.ts', import.meta.url));

let script: Promise<string> | null = null;
afterAll(closeBrowser);

async function buildGallery(): Promise<string> {
  const lib: LibraryOptions = { entry: GALLERY, formats: ['iife'], name: 'gallery' };
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [output] = [built].flat();
  const chunk = output && 'output' in output ? output.output[0] : null;
  if (!chunk) throw new Error('the gallery was not built');
  return chunk.code;
}

/** A page with every part, in the staff pages' own style. */
async function openGallery(context: BrowserContextOptions = {}) {
  script ??= buildGallery();
  // The gallery's script is put in by the test; everything else of the policy is looked at on the faces.
  const on = await openStaffPage('sign-in', { context: { bypassCSP: true, ...context } });
  await on.page.addScriptTag({ content: await script });
  const { board, now } = STAFF_SCENES.trouble();
  await on.page.evaluate(([board, now]) => window.showGallery(board, now), [board, now] as const);
  return { ...on, told: () => on.page.evaluate(() => window.told) };
}

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['in the light', {}],
  ['in the dark', { colorScheme: 'dark' }],
  ['in forced colours', { forcedColors: 'active' }],
  ['wide', { viewport: { width: 1366, height: 900 } }],
];

describe('the parts of staff pages', () => {
  test.each(LOOKS)('are accessible %s', async (_, context) => {
    const on = await openGallery(context);
    expect(await axeFaults(on.page)).toEqual([]);
    expect(await sideways(on.page)).toBe(0);
    await on.close();
  });

  test('give a thumb 44 px', async () => {
    const on = await openGallery();
    const small = await on.page.$$eval('button, .segmented__label, a.link-line, input:not([type=radio])', (controls) =>
      controls
        .map((control) => ({ box: control.getBoundingClientRect(), html: control.outerHTML }))
        .filter(({ box }) => box.height < 44 || box.width < 36)
        .map(({ html }) => html),
    );
    expect(small).toEqual([]);
    await on.close();
  });

  test('tell the state of the connection in words', async () => {
    const on = await openGallery();
    const texts = await on.page.$$eval('.badge', (badges) =>
      badges.map((badge) => badge.textContent.replace(/\s+/g, ' ').trim()),
    );
    expect(texts).toEqual([
      'LIVE',
      'Reconnecting Last checked 10:35am',
      'NOT LIVE Last checked 10:35am',
      'OLD – do not rely on this Last checked 10:35am',
    ]);
    await on.close();
  });

  test('count by buttons, keys and typing, within their bounds', async () => {
    const on = await openGallery();
    const field = on.page.getByLabel('In today', { exact: true });
    await on.page.getByRole('button', { name: 'In today: more' }).click();
    await on.page.getByRole('button', { name: 'In today: fewer' }).click();
    await field.press('ArrowUp');
    await field.fill('80');
    await field.press('Tab');
    expect(await on.told()).toEqual([5, 4, 5, 8]);
    expect(await field.inputValue()).toBe('8');
    expect(await on.page.getByRole('button', { name: 'In today: more' }).isDisabled()).toBe(true);
    await field.fill('x');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('8');
    await on.close();
  });

  test('choose by arrow keys like radios', async () => {
    const on = await openGallery();
    await on.page.getByLabel('Open', { exact: true }).focus();
    await on.page.keyboard.press('ArrowRight');
    expect(await on.told()).toEqual(['phone-only']);
    expect(await on.page.getByLabel('Phone only').isChecked()).toBe(true);
    await on.close();
  });

  test('lead from a fault to its field', async () => {
    const on = await openGallery();
    await on.page.getByRole('link', { name: 'Off sick must be at most 8.' }).click();
    expect(await on.page.evaluate(() => document.activeElement?.id)).toBe('sick');
    await on.close();
  });

  test.each([
    ['its button', true],
    ['cancelling', false],
    ['Escape', false],
  ])('ask before what is grave: %s', async (way, answer) => {
    const on = await openGallery();
    await on.page.getByRole('button', { name: 'Declare', exact: true }).click();
    const dialog = on.page.getByRole('dialog', { name: 'Declare a serious incident?' });
    await dialog.waitFor();
    expect(await axeFaults(on.page)).toEqual([]);
    if (way === 'Escape') await on.page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: answer ? 'Declare incident' : 'Cancel' }).click();
    await on.page.waitForFunction(() => window.told.length > 0);
    expect(await dialog.count()).toBe(0);
    expect(await on.told()).toEqual([answer]);
    await on.close();
  });

  test('say once what was done, and take no focus', async () => {
    const on = await openGallery();
    await on.page.getByRole('button', { name: 'Toast' }).click();
    await on.page.locator('.toast').waitFor();
    expect(await on.spoken()).toEqual(['Everyone sees this now.']);
    expect(await axeFaults(on.page)).toEqual([]);
    await on.close();
  });
});
