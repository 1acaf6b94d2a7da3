import { describe, expect, test } from 'vitest';
import { accountPath, placeAfterAccount, placeAfterSignIn, signInPath } from '../../web/staff/session.ts';

describe('after signing in', () => {
  test.each(['/lead', '/operations', '/operations/people', '/operations?branch=clayton', '/wallboard?trouble=first'])(
    'people come back to %s',
    (place) => {
      expect(placeAfterSignIn(new URL(signInPath(place), 'https://a.example').search, '/lead')).toBe(place);
    },
  );

  test.each([
    ['', 'no place'],
    ['?then=https://elsewhere.example/', 'another host'],
    ['?then=//elsewhere.example/lead', 'another host without a scheme'],
    ['?then=/lead/../../x', 'a path that only begins like ours'],
    ['?then=/leader', 'a name that only begins like ours'],
    ['?then=javascript:alert(1)', 'a script'],
    ['?then=/sign-in', 'signing in again'],
  ])('%s (%s) is not followed', (search) => {
    expect(placeAfterSignIn(search, '/lead')).toBe('/lead');
  });
});

describe('after adding to one’s account what was missing', () => {
  test.each(['/lead', '/operations/people', '/wallboard?trouble=first'])('people go on to %s', (place) => {
    const { pathname, search } = new URL(accountPath(place), 'https://a.example');
    expect([pathname, placeAfterAccount(search, '/lead')]).toEqual(['/account', place]);
    expect(accountPath(pathname + search)).toBe(pathname + search);
  });

  test.each(['', '?then=https://elsewhere.example/', '?then=//elsewhere.example/lead', '?then=/account'])(
    '%s is not followed',
    (search) => expect(placeAfterAccount(search, '/lead')).toBe('/lead'),
  );
});
