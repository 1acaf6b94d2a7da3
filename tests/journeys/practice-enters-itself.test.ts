import { afterAll, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../shared/wire/paths.ts';
import { surgeryPath } from '../../shared/wire/public-paths.ts';
import { NEW_BRANCH, officeOf, toPracticeBody } from '../support/office.ts';
import { openAsPatient } from '../support/patient.ts';
import { startTestServer } from '../support/running-server.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

test('the sample goes in one step and the practice’s own surgery comes, while patients have pages open', async () => {
  const server = await startTestServer();
  await server.ordinaryMorning();
  const office = await officeOf(server, 'Olu Office');
  const open = async (path: string) => {
    const patient = await openAsPatient(server, path);
    onTestFinished(() => patient.close());
    return patient;
  };
  const home = await open(PATHS.home);
  await home.sees('All 18 surgeries are working normally');
  const clayton = await open(surgeryPath('clayton'));
  await clayton.sees('Clayton Surgery is working normally');

  const gone = await office.ask('DELETE', PATHS.sample);
  expect([gone.status, gone.json.retired.length]).toEqual([200, 18]);
  await home.sees('No surgeries have been set up yet');
  await home.seesNoMore('Clayton Surgery');
  await clayton.seesNoMore('Clayton Surgery is working normally');
  expect((await office.ask('DELETE', PATHS.sample)).status).toBe(404);

  const { practice } = await office.set();
  expect(practice.sample).toBe(false);
  const body = { ...toPracticeBody(practice), name: 'Fen Practice' };
  expect((await office.ask('PUT', PATHS.practice, { body, seen: practice.seq })).status).toBe(200);
  expect((await office.ask('POST', PATHS.branches, { body: NEW_BRANCH })).status).toBe(201);
  await home.sees('Fen End Surgery');
  await home.sees('Open until midday');
  const fenEnd = await open(surgeryPath('fen-end'));
  await fenEnd.sees('8am to midday (staff training)');
  expect((await home.tab()).title).toContain('Fen Practice');
  await home.expectSamePage();
});

test('branches of the practice’s own stay when the sample goes', async () => {
  const server = await startTestServer();
  const office = await officeOf(server, 'Olu Office');
  await office.ask('POST', PATHS.branches, { body: NEW_BRANCH });
  // A branch of theirs that took over the slug of a sample branch is theirs.
  const { slug: _slug, ...own } = NEW_BRANCH;
  const { seq } = await office.branch('clayton');
  const body = { ...own, name: 'Clayton Health Centre', odsCode: 'A81001003' };
  await office.ask('PUT', '/api/v1/branches/clayton', { body, seen: seq });
  const gone = await office.ask('DELETE', PATHS.sample);
  expect(gone.json.retired).toHaveLength(17);
  expect((await office.set()).branches.map(({ slug }) => slug)).toEqual(['clayton', 'fen-end']);
});
