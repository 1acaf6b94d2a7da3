import { expect, onTestFinished, test } from 'vitest';
import { playStory } from '../../server/commands/story/play-story.ts';
import { SECOND_DAY } from '../../server/commands/story/second-day.ts';
import { storySteps } from '../../server/commands/story/script.ts';
import { setStage } from '../../server/commands/story/stage.ts';
import { createDataFolder } from '../support/data-folder.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { TEST_CONFIG } from '../support/running-server.ts';

async function openStage() {
  const { connectionString, drop } = await createTestDatabase();
  onTestFinished(drop);
  const stage = await setStage(
    { ...TEST_CONFIG, logLevel: 'error', dataDir: await createDataFolder() } as const,
    connectionString,
  );
  onTestFinished(() => stage.close());
  return { stage, connectionString };
}

/** Over a thousand automatic checks are made on the second day. */
const TWO_DAYS = { timeout: 120_000 };

test(
  '31 December 2019 at Clayton Surgery, and the day on which nobody reports: everybody sees what is true, after every step',
  TWO_DAYS,
  async () => {
    const { stage } = await openStage();
    const lines: string[] = [];
    const { checks, failures } = await playStory(stage, { pauseMs: 0, say: (line) => lines.push(line) });
    expect(failures).toEqual([]);
    expect(checks).toBeGreaterThan(750);
    const told = lines.filter((line) => /^\d\d:\d\d /.test(line));
    expect(told).toHaveLength(storySteps(stage.expectedGps).length + SECOND_DAY.length);
  },
);

test('staff see at midday who is missing and who said so, while patients read "4 of 8"', async () => {
  const { stage } = await openStage();
  for (const step of storySteps(stage.expectedGps).slice(0, 9)) await stage.perform(step);
  const { branches, totals } = await stage.readStaffBoard();
  expect(branches.find(({ slug }) => slug === 'clayton')).toMatchObject({
    gps: { counts: { expected: 8, offSick: 4, available: 4 }, said: { by: 'Lead of Clayton Surgery' } },
    note: { text: 'Fault logged with the line provider. Mobile router asked for.' },
    alert: { state: 'BLACK', opel: 4 },
  });
  expect(totals).toMatchObject({ offSick: 4, itTrouble: 1, patientsInTrouble: 7_900, patients: 85_000 });
});

test('a step that is not so is told: the checks can fail', TWO_DAYS, async () => {
  const { stage } = await openStage();
  const steps = storySteps(stage.expectedGps);
  // Of the GPs of one surgery the script is told a wrong number.
  const wrong = { ...stage, expectedGps: new Map([...stage.expectedGps, ['yaxham', 40] as const]) };
  const silent = {
    ...wrong,
    perform: (step: (typeof steps)[number]) => stage.perform({ ...step, reports: [], office: [] }),
    watch: (scene: (typeof SECOND_DAY)[number]) =>
      stage.watch({ ...scene, trouble: { silent: [], withoutRecords: [] } }),
  };
  const { failures } = await playStory(silent, { pauseMs: 0, say: () => {} });
  expect(failures.length).toBeGreaterThan(20);
  expect(failures.join('\n')).toMatch(/^09:05 JSON: the notice: saw $/m);
  expect(failures.join('\n')).toMatch(/^10:00 frames: what patients are told of it: saw undefined$/m);
  expect(failures.join('\n')).toMatch(/^09:15 staff: who was told: saw undefined$/m);
  expect(failures.join('\n')).toMatch(/^09:33 JSON: the notice: saw $/m);
  expect(failures.join('\n')).toMatch(/^09:31 staff: Clayton's sender: saw heard$/m);
  expect(failures.join('\n')).toMatch(/^10:02 JSON: the incident: saw null$/m);
});

test('the story is not played over a practice that has begun', async () => {
  const { connectionString } = await openStage();
  const config = { ...TEST_CONFIG, logLevel: 'error', dataDir: await createDataFolder() } as const;
  await expect(setStage(config, connectionString)).rejects.toThrow('The story needs an empty database');
});

test('the story makes its own accounts, and whoever watches is signed in from morning to midnight', async () => {
  const { stage } = await openStage();
  const { server, cast } = stage;
  expect(cast.office.password).not.toBe(cast.lead.password);
  const signIn = async ({ email, password }: typeof cast.lead) => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const response = await fetch(`${server.origin}/api/v1/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email, password }),
    });
    return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';', 1)[0] ?? '' };
  };
  expect((await signIn({ ...cast.lead, password: cast.office.password })).status).toBe(401);
  const cookies = [(await signIn(cast.office)).cookie, (await signIn(cast.lead)).cookie];
  for (const step of storySteps(stage.expectedGps)) await stage.perform(step);
  for (const cookie of cookies)
    expect((await fetch(`${server.origin}/api/v1/session`, { headers: { cookie } })).status).toBe(200);
});
