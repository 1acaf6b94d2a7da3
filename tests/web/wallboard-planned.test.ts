import { afterAll, expect, onTestFinished, test } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { openStaffPage } from '../support/open-staff-page.ts';
import { STAFF_SCENES, type StaffScene } from '../support/staff-boards.ts';
import { closeBrowser } from '../support/visit.ts';
import { wallFaults } from '../support/wall-faults.ts';

afterAll(closeBrowser);

async function open(scene: StaffScene) {
  const on = await openStaffPage('wallboard', { scene, context: { viewport: { width: 1_920, height: 1_080 } } });
  onTestFinished(on.close);
  return on;
}

const work = {
  id: 700,
  title: 'New phones are put in',
  branches: ['clayton', 'yaxham'],
  services: ['phones' as const],
};
const at2 = (from: string, to: string) => ({ from, to, status: 'planned' as const });
const soon = { ...work, ...at2('2019-12-31T12:00:00.000Z', '2019-12-31T13:00:00.000Z') };
const underWay = {
  ...work,
  id: 701,
  title: 'A line is mended',
  ...at2('2019-12-31T10:00:00.000Z', '2019-12-31T11:30:00.000Z'),
};
const later = {
  ...work,
  id: 702,
  title: 'In a week',
  ...at2('2020-01-07T07:00:00.000Z', '2020-01-07T09:00:00.000Z'),
};
const withWork = ({ board, now }: StaffScene) => ({ now, board: { ...board, planned: [underWay, soon, later] } });

test('planned work stands beside the incidents while it goes on or is near, where they leave it room', async () => {
  const on = await open(withWork(STAFF_SCENES.normal()));
  const words = async () => (await on.page.innerText('.foot--incidents')).replace(/\s+/g, ' ');
  expect(await words()).toBe(
    'No open incident Planned work: A line is mended under way until 11:30 · Clayton and Yaxham ' +
      'Planned work: New phones are put in from 12:00 to 13:00 · Clayton and Yaxham',
  );
  on.server.change(withWork(STAFF_SCENES.trouble()));
  await on.page.getByText('SERIOUS INCIDENT').waitFor();
  expect(await words()).toMatch(/^Incidents SERIOUS INCIDENT.* Planned work: A line is mended/);
  expect(await words()).not.toContain('New phones');
});

test.each(['normal', 'trouble', 'forty'] as const)('planned work has its place on every screen: %s', async (name) => {
  const on = await open(withWork(STAFF_SCENES[name]()));
  for (const [width, height] of [
    [1_920, 1_080],
    [1_366, 768],
    [3_840, 2_160],
  ] as const) {
    await on.page.setViewportSize({ width, height });
    expect(await wallFaults(on.page)).toEqual([]);
  }
  expect(await axeFaults(on.page)).toEqual([]);
});
