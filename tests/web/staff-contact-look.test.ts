import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { StaffFace } from '../../shared/wire/staff-paths.ts';
import { axeFaults, sideways } from '../support/axe.ts';
import { crowded } from '../support/crowded-board.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES } from '../support/staff-boards.ts';
import { BLIND, troubledWatch, watched } from '../support/staff-watches.ts';
import { closeBrowser } from '../support/visit.ts';
import { wallFaults } from '../support/wall-faults.ts';

afterAll(closeBrowser);

type Face = Exclude<StaffFace, 'sign-in'>;

describe('what the automatic checks tell shuts nobody out', { timeout: 90_000 }, () => {
  const SHOWN: readonly (readonly [Face, number])[] = [
    ['operations', 360],
    ['operations', 1366],
    ['operations', 1920],
    ['lead', 360],
    ['lead', 1366],
    ['wallboard', 1366],
    ['wallboard', 1920],
  ];
  for (const [face, width] of SHOWN) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`${face}, ${width} px, ${colorScheme}`, async () => {
        const viewport = { width, height: width === 360 ? 740 : width === 1366 ? 768 : 1080 };
        const scene = STAFF_SCENES.asked();
        const { page, server, close } = await openStaffPage(face, { context: { viewport, colorScheme }, scene });
        onTestFinished(close);
        server.watch(troubledWatch(scene.now));
        await page.getByText('Automatic checks unavailable').waitFor();
        expect(await axeFaults(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
        if (face === 'wallboard') expect(await wallFaults(page)).toEqual([]);
      });
    }
  }

  test.each(['normal', 'forty'] as const)('and fits a crowded wallboard: %s', async (name) => {
    const scene = crowded(name);
    const viewport = { width: 1_920, height: 1_080 };
    const { page, server, close } = await openStaffPage('wallboard', { scene, context: { viewport } });
    onTestFinished(close);
    const tell = async (flapping: boolean, text: string) => {
      const reasons = ['all-silent', 'clock-step', 'database'] as const;
      const long = watched(scene.now, 3_540, { flapping, disputedSince: BLIND.since });
      const branches = Object.fromEntries(scene.board.branches.map(({ slug }) => [slug, long]));
      server.watch({ blind: { since: BLIND.since, reasons: [...reasons] }, branches });
      await page.getByText(text).first().waitFor();
      expect(await wallFaults(page)).toEqual([]);
      // Letters reach a little out of their lines; a third line would by many times that.
      const over = await page.locator('.top__watch').evaluate((line) => line.scrollHeight - line.clientHeight);
      expect(over).toBeLessThanOrEqual(4);
    };
    await tell(false, 'the database was away');
    await tell(true, name === 'normal' ? 'on and off' : 'the database was away');
  });
});
