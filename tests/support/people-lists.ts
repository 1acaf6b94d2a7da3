import type { ApiToken } from '../../shared/wire/tokens.ts';
import type { Display } from '../../shared/wire/displays.ts';
import type { Invitation, People, Person } from '../../shared/wire/people.ts';
import type { Sender } from '../../shared/wire/senders.ts';
import type { Scripted } from './staff-page-server.ts';

/** Somebody of a list. */
export function person(says: Partial<Person> & Pick<Person, 'id' | 'name'>): Person {
  return {
    email: `${says.id}@practice.example`,
    role: 'lead',
    branches: ['clayton'],
    state: 'active',
    leaving: null,
    phone: null,
    lastSeenAt: null,
    createdAt: '2019-12-02T09:00:00.000Z',
    ...says,
  };
}

export const SAM = person({
  id: 'sam',
  name: 'Sam Jones',
  role: 'admin',
  branches: [],
  lastSeenAt: '2019-12-31T10:41:30.000Z',
});
export const JO = person({ id: 'jo', name: 'Jo Smith', lastSeenAt: '2019-12-31T10:38:00.000Z' });
export const ASHA = person({ id: 'asha', name: 'Asha Patel', branches: ['yaxham', 'stanway'], state: 'invited' });
export const MO = person({ id: 'mo', name: 'Mo Ali', role: 'admin', branches: [] });
const KIM = person({ id: 'kim', name: 'Kim Lee', state: 'left', leaving: '2019-12-21T00:00:00.000Z' });
const LEE = person({ id: 'lee', name: 'Lee Brown', leaving: '2020-01-04T00:00:00.000Z' });

export const EVERYBODY = [ASHA, JO, KIM, LEE, MO, SAM] as const;

/** The list as Sam reads it. */
export function peopleAnswer(people: readonly Person[], sends = false): Scripted {
  return {
    status: 200,
    body: {
      people: [...people],
      you: SAM.id,
      texts: { receives: false, sends: false },
      mail: { sends },
    } satisfies People,
  };
}

export const LINK = `https://board.practice.example/set-up#${'q7Rk2'.repeat(8)}xyz`;

/** The answer to an invitation by mail, or by a sheet. */
export function handedOverAnswer(invited: Person, by: 'mail' | 'sheet'): Scripted {
  const expiresAt = '2020-01-07T10:42:00.000Z';
  const setUp = by === 'mail' ? null : { url: LINK, expiresAt, code: 'BCDF-GHJK-MNPR' };
  return { status: 201, body: { person: invited, by, expiresAt, setUp } satisfies Invitation };
}

export function invitationAnswer(invited: Person): Scripted {
  const expiresAt = '2020-01-01T10:42:00.000Z';
  const body = {
    person: invited,
    by: 'link',
    expiresAt,
    setUp: { url: LINK, expiresAt, code: null },
  } satisfies Invitation;
  return { status: 201, body };
}

/** A wallboard of a list. */
export function display(says: Partial<Display> & Pick<Display, 'id' | 'name'>): Display {
  return {
    pairedAt: '2019-12-30T09:00:00.000Z',
    lastSeenAt: null,
    address: '192.0.2.17',
    waitingRoomOf: null,
    ...says,
  };
}

export const OFFICE_WALL = display({ id: 'wall-1', name: 'Office wall', lastSeenAt: '2019-12-31T10:41:30.000Z' });
export const RECEPTION = display({ id: 'wall-2', name: 'Reception', lastSeenAt: '2019-12-31T06:10:00.000Z' });

export function displaysAnswer(displays: readonly Display[]): Scripted {
  return { status: 200, body: { displays: [...displays] } };
}

/** A token of a list. */
export function sender(says: Partial<Sender> & Pick<Sender, 'id' | 'branch'>): Sender {
  return { createdAt: '2019-12-30T09:00:00.000Z', lastBeatAt: null, ...says };
}

export function tokensAnswer(tokens: readonly ApiToken[]): Scripted {
  return { status: 200, body: { tokens: [...tokens] } };
}

export function sendersAnswer(senders: readonly Sender[]): Scripted {
  return { status: 200, body: { senders: [...senders] } };
}
