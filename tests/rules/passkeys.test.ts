import { expect, test } from 'vitest';
import { toRelyingParty } from '../../server/passkeys/relying-party.ts';
import { toUserHandle } from '../../server/passkeys/webauthn.ts';
import { passkeyName } from '../../shared/words/passkeys.ts';

test.each([
  [['http://localhost:8080', 'http://127.0.0.1:8080'], { id: 'localhost', origins: ['http://localhost:8080'] }],
  [['https://board.example'], { id: 'board.example', origins: ['https://board.example'] }],
  [['https://board.example:8443'], { id: 'board.example', origins: ['https://board.example:8443'] }],
  [[], { id: '', origins: [] }],
])('at %j passkeys are made for %j', (origins, party) => {
  expect(toRelyingParty(origins)).toEqual(party);
});

const ON_PHONE = { device: 'Chrome on Android', attachment: 'platform', transports: ['internal'] } as const;

test.each([
  [ON_PHONE, [], 'Chrome on Android'],
  [ON_PHONE, ['Chrome on Android'], 'Chrome on Android 2'],
  [ON_PHONE, ['Chrome on Android', 'Chrome on Android 2'], 'Chrome on Android 3'],
  [{ ...ON_PHONE, attachment: null }, ['My phone'], 'Chrome on Android'],
  [{ ...ON_PHONE, device: null }, [], 'Passkey'],
  [
    { device: 'Edge on Windows', attachment: 'cross-platform', transports: ['hybrid', 'internal'] },
    [],
    'Phone or tablet',
  ],
  [{ device: 'Edge on Windows', attachment: 'cross-platform', transports: ['usb', 'nfc'] }, [], 'Security key'],
] as const)('a passkey made by %j beside %j is called %s', (traits, taken, name) => {
  expect(passkeyName(traits, taken)).toBe(name);
});

test('what stands on a device for a person says nothing of them, and is not that of anybody else', () => {
  const handles = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'].map(toUserHandle);
  expect(new Set(handles).size).toBe(2);
  for (const handle of handles) expect(Buffer.from(handle, 'base64url')).toHaveLength(16);
});
