import { afterAll, describe, expect, test } from 'vitest';
import { byBen, openSettings, PUT_PRACTICE, stored } from '../support/open-settings.ts';
import { staffPractice } from '../support/staff-practice.ts';
import { until } from '../support/until.ts';
import { closeBrowser } from '../support/visit.ts';

afterAll(closeBrowser);

describe('the sample practice', () => {
  test('goes after a question, and what comes next is said', async () => {
    const { page, server, spoken, focused } = await openSettings({
      practices: [staffPractice({ sample: true }), staffPractice({ retired: 'all' })],
      prepare: ({ answer }) => answer('DELETE /api/v1/sample', { status: 200, body: { seq: 30, retired: [] } }),
    });
    await page.getByRole('heading', { name: 'This is the invented sample practice' }).waitFor();
    await page.getByRole('button', { name: 'Remove the sample practice' }).click();
    const question = page.getByRole('dialog', { name: 'Remove the sample practice?' });
    await question.getByText('All invented branches leave the public page').waitFor();
    await question.getByRole('button', { name: 'Keep it for now' }).click();
    expect(server.recorded).toEqual([]);
    await page.getByRole('button', { name: 'Remove the sample practice' }).click();
    await question.getByRole('button', { name: 'Remove the sample practice' }).click();
    await page.getByRole('heading', { name: 'Set up your practice' }).waitFor();
    expect(server.recorded).toMatchObject([{ method: 'DELETE', path: '/api/v1/sample', body: null }]);
    await until('the next step has the focus', async () => (await focused()) === 'settings-start');
    expect(await spoken()).toContain('The sample practice is gone. Name your practice next.');
    await page.getByRole('button', { name: 'Name your practice' }).click();
    await until('the name has the focus', async () => (await focused()) === 'form-practice-name');
    expect(await page.getByText('npm run import -- branches.csv').count()).toBe(1);
  });

  test('a practice of its own shows no such box', async () => {
    const { page } = await openSettings();
    expect(await page.locator('.start').count()).toBe(0);
  });
});

describe('the practice', () => {
  test('is saved whole, with shares in per cent and a new day out of the ordinary', async () => {
    const { page, form, server, spoken, focused } = await openSettings({
      prepare: ({ answer }) => answer(PUT_PRACTICE, stored(900)),
    });
    await form.getByLabel('Name of the practice').fill('Fen Practice');
    await form.getByLabel('Fewer, from').fill('65');
    await form.getByRole('button', { name: 'Add a day' }).click();
    await until('the date has the focus', async () => (await focused()) === 'form-practice-exceptions-0-date');
    await form.getByLabel('Date').fill('2020-01-02');
    await form.getByLabel('Closed all day').uncheck();
    await form.getByLabel('Open hours').fill('8:00-12:00');
    await form.getByText('8am to midday', { exact: true }).waitFor();
    await form.getByLabel('Note that patients read').fill('Staff training');
    await form.getByText('You have changes that are not saved.').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The practice is saved.').first().waitFor();
    expect(server.recorded).toMatchObject([
      {
        headers: { 'if-match': '"1"' },
        body: {
          name: 'Fen Practice',
          gpFewerFrom: 0.65,
          exceptions: [{ date: '2020-01-02', hours: '8:00-12:00', note: 'Staff training' }],
        },
      },
    ]);
    expect(server.recorded[0]?.body).not.toHaveProperty('sample');
    expect(await spoken()).toContain('The practice is saved. Every page shows it now.');
  });

  test('what is wrong is told at its field and over the form, and nothing is sent', async () => {
    const { form, server, focused } = await openSettings();
    await form.getByLabel('Fewer, from').fill('95');
    await form.getByLabel('Website').fill('fen.example');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.locator('.error-summary:focus').waitFor();
    await form.getByText('Must not be above “As usual, from”.', { exact: true }).waitFor();
    await form.getByRole('link', { name: 'Website: must be a whole https address' }).click();
    expect(await focused()).toBe('form-practice-website');
    expect(await form.getByLabel('Website').getAttribute('aria-invalid')).toBe('true');
    expect(server.recorded).toEqual([]);
    await form.getByLabel('Website').fill('https://fen.example');
    await form.getByLabel('Fewer, from').fill('70');
    await form.locator('.error-summary').waitFor({ state: 'detached' });
  });

  test('a field that Ben changed too is asked about; what only he changed stays', async () => {
    const { form, page, server } = await openSettings({
      prepare: ({ answer }) =>
        answer(
          PUT_PRACTICE,
          byBen({ field: 'phone', was: '01632 960111' }, { field: 'gpFewerFrom', was: 0.6 }),
          stored(901),
        ),
    });
    await form.getByLabel('Phone').fill('01632 960222');
    await form.getByRole('button', { name: 'Save' }).click();
    const conflict = form.getByRole('region', { name: 'Somebody else changed this too' });
    await conflict.getByText('Ben changed Phone 2 minutes ago.').waitFor();
    expect(await form.getByLabel('Fewer, from').inputValue()).toBe('60');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Choose what shall stand.').waitFor();
    expect(server.recorded).toHaveLength(1);
    await conflict.getByRole('radio', { name: 'Keep Ben’s' }).check();
    expect(await form.getByLabel('Phone').inputValue()).toBe('01632 960111');
    await conflict.getByRole('radio', { name: 'Use mine' }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The practice is saved.').first().waitFor();
    expect(server.recorded[1]).toMatchObject({
      headers: { 'if-match': '"900"' },
      body: { phone: '01632 960222', gpFewerFrom: 0.6 },
    });
  });

  test('what Ben changed of other fields needs no question, and is told', async () => {
    const { form, page, server, spoken } = await openSettings({
      prepare: ({ answer }) => answer(PUT_PRACTICE, byBen({ field: 'phone', was: '01632 960111' }), stored(901)),
    });
    await form.getByLabel('Name of the practice').fill('Fen Practice');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The practice is saved.').first().waitFor();
    expect(server.recorded[1]).toMatchObject({ body: { name: 'Fen Practice', phone: '01632 960111' } });
    expect((await spoken()).at(-1)).toBe(
      'The practice is saved. Every page shows it now. Ben changed Phone meanwhile. That stands too.',
    );
  });

  test('what is typed outlives another screen, keeps a new version waiting, and can be undone', async () => {
    const { form, page, server, focused } = await openSettings();
    await form.getByLabel('Name of the practice').fill('Fen Practice');
    await page.getByRole('link', { name: 'Branches', exact: true }).first().click();
    await page.locator('.branches').waitFor();
    server.serveBuild('newer');
    server.cut();
    server.restore();
    await page.getByText('A new version is ready.').waitFor();
    await page.getByRole('link', { name: 'Practice settings' }).click();
    expect(await form.getByLabel('Name of the practice').inputValue()).toBe('Fen Practice');
    await form.getByRole('button', { name: 'Undo changes' }).click();
    expect(await form.getByLabel('Name of the practice').inputValue()).toBe('Example Fen Medical Practice');
    await until('the form has the focus', async () => (await focused()) === 'settings-practice');
  });

  test('without a connection what was typed stays and is sent again', async () => {
    const { form, page, server } = await openSettings({
      ownClock: true,
      prepare: ({ answer }) => answer(PUT_PRACTICE, 'lost'),
    });
    await form.getByLabel('Name of the practice').fill('Fen Practice');
    await form.getByRole('button', { name: 'Save' }).click();
    await until('it gave up', async () => {
      await page.clock.runFor(5_000);
      return (await form.getByText('Not saved: no connection.').count()) > 0;
    });
    expect(await form.getByLabel('Name of the practice').inputValue()).toBe('Fen Practice');
    server.answer(PUT_PRACTICE, stored(900));
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The practice is saved.').first().waitFor();
  });
});
