import { describe, expect, test } from 'vitest';
import type { People, PersonBody } from '../../shared/wire/people.ts';
import { startTestServer } from '../support/running-server.ts';
import { signInOffice, signInPerson } from '../support/staff-client.ts';

const LEAD: PersonBody = { role: 'lead', branches: ['clayton'], leaving: null };

async function openOffice() {
  const server = await startTestServer();
  const office = await signInOffice(server);
  const { id, client } = await signInPerson(server, office, { phone: '07700 900123' });
  return {
    office,
    lead: client,
    id,
    phoneOf: async (person: string) =>
      (await office.get('/api/v1/people')).json<People>().people.find((one) => one.id === person)?.phone,
    change: (body: Partial<PersonBody>) => office.send('PUT', `/api/v1/people/${id}`, { ...LEAD, ...body }),
  };
}

describe('the mobile number of a person', () => {
  test('is kept in one form, stays when nothing is said of it, and can be taken away', async () => {
    const { id, phoneOf, change } = await openOffice();
    expect(await phoneOf(id)).toBe('+447700900123');
    expect((await change({})).statusCode).toBe(200);
    expect(await phoneOf(id)).toBe('+447700900123');
    expect((await change({ phone: '+44 (0)7700 900456' })).json()).toMatchObject({ phone: '+447700900456' });
    expect((await change({ phone: null })).json()).toMatchObject({ phone: null });
  });

  test('is one person’s alone, however it is written', async () => {
    const { office, id, phoneOf, change } = await openOffice();
    const other = { name: 'Bo', email: 'bo@practice.example', role: 'lead', branches: ['yaxham'] };
    const taken = await office.send('POST', '/api/v1/people', { ...other, phone: '00447700900123' });
    expect(taken.json()).toMatchObject({
      status: 400,
      faults: [{ path: '/phone', message: 'somebody here has this number already. Take it from them first.' }],
    });
    const added = await office.send('POST', '/api/v1/people', { ...other, phone: '07700 900456' });
    expect(added.statusCode).toBe(201);
    expect((await change({ phone: '07700900456' })).json()).toMatchObject({
      status: 400,
      faults: [{ path: '/phone' }],
    });
    expect(await phoneOf(id)).toBe('+447700900123');
  });

  test.each(['01632 960001', 'none', '', 7])('is not %j', async (phone) => {
    const { id, phoneOf, change } = await openOffice();
    const answer = await change({ phone: phone as string });
    expect(answer.json()).toMatchObject({ status: 400, faults: [{ path: '/phone' }] });
    expect(await phoneOf(id)).toBe('+447700900123');
  });

  test('is told to operations alone', async () => {
    const { lead } = await openOffice();
    expect((await lead.get('/api/v1/people')).statusCode).toBe(403);
    expect((await lead.get('/api/v1/staff/board')).body).not.toContain('7700');
  });
});
