import { describe, expect, test } from 'vitest';
import { checkBranch, faultsOfBranch, toBranchBody } from '../../shared/practice/check-branch.ts';
import { faultsOfSettings, toPracticeBody, toSettings } from '../../shared/practice/check-settings.ts';
import { DEFAULT_SETTINGS } from '../../shared/practice/settings.ts';
import type { BranchBody, PracticeBody } from '../../shared/wire/practice.ts';
import { sampleBranches } from '../support/facts.ts';

const SHARE = 'must be a share from 0 to 1, as in 0.7.';
const URL = 'must be a whole https address of at most 200 characters, or empty.';
const ZONE = 'must be the name of a time zone, as in Europe/London.';

describe('what the practice can set', () => {
  test('its defaults have no fault, and are kept as they are', () => {
    expect(faultsOfSettings(toPracticeBody(DEFAULT_SETTINGS))).toEqual([]);
    expect(toSettings(toPracticeBody(DEFAULT_SETTINGS), false)).toEqual(DEFAULT_SETTINGS);
  });

  test.each<[Partial<PracticeBody>, string, string]>([
    [{ name: ' ' }, '/name', 'is missing.'],
    [{ name: 'x'.repeat(81) }, '/name', 'must have 80 or fewer characters.'],
    [{ name: 'Fen\u202ePractice' }, '/name', 'must be one line of text, without control characters.'],
    [{ noticeLine: 'one\ntwo' }, '/noticeLine', 'must be one line of text, without control characters.'],
    [{ gpUsualFrom: 1.1 }, '/gpUsualFrom', SHARE],
    [{ gpFewerFrom: -0.1 }, '/gpFewerFrom', SHARE],
    [{ majorFrom: Number.NaN }, '/majorFrom', SHARE],
    [{ gpUsualFrom: 0.6, gpFewerFrom: 0.7 }, '/gpFewerFrom', 'must not be above gpUsualFrom, which is 0.6.'],
    [{ gpFewerFrom: 0.7, gpDegradedBelow: 0.8 }, '/gpDegradedBelow', 'must not be above gpFewerFrom, which is 0.7.'],
    [{ gpNumbersFrom: 1 }, '/gpNumbersFrom', 'must be a whole number from 2 to 99.'],
    [{ helpOpenMinutes: 721 }, '/helpOpenMinutes', 'must be a whole number from 0 to 720.'],
    [{ helpAtMost: 2.5 }, '/helpAtMost', 'must be a whole number from 0 to 10.'],
    [{ timeZone: 'London' }, '/timeZone', ZONE],
    [{ timeZone: '+01:00' }, '/timeZone', ZONE],
    [{ timeZone: 'Europe/Fenland' }, '/timeZone', ZONE],
    [{ website: 'http://fen.example' }, '/website', URL],
    [{ website: '/about' }, '/website', URL],
    [{ website: 'https://user:secret@fen.example' }, '/website', URL],
    [{ website: 'https://fen' }, '/website', URL],
    [{ bslUrl: `https://fen.example/${'x'.repeat(200)}` }, '/bslUrl', URL],
    [{ website: 'javascript:alert(1)' }, '/website', URL],
  ])('%j', (settings, path, message) => {
    expect(faultsOfSettings(settings)).toEqual([{ path, message }]);
  });

  test.each<Partial<PracticeBody>>([
    { website: 'https://www.fen.example/about?x=1#top', bslUrl: '' },
    { timeZone: 'Europe/Dublin' },
    { timeZone: 'America/Argentina/Buenos_Aires' },
    { gpUsualFrom: 1, gpFewerFrom: 1, gpDegradedBelow: 0 },
    { phone: '' },
    { phone: '+44 1632 960001' },
    { phone: '(01632) 960-001' },
  ])('%j is fine', (settings) => {
    expect(faultsOfSettings(settings)).toEqual([]);
  });
});

describe('what the office can set of a branch', () => {
  test('every sample branch has no fault, and is kept as it is', () => {
    for (const branch of sampleBranches()) {
      expect(checkBranch(branch.slug, toBranchBody(branch))).toEqual({ ok: true, branch });
    }
  });

  test.each<[Partial<BranchBody>, string]>([
    [{ odsCode: 'A8100' }, '/odsCode'],
    [{ odsCode: 'A8100100' }, '/odsCode'],
    [{ postcode: 'PE2 ZZ5' }, '/postcode'],
    [{ postcode: '12345' }, '/postcode'],
    [{ phone: '01632 9600' }, '/phone'],
    [{ phone: '01632 960001 ext 2' }, '/phone'],
    [{ phone: '+1 555 0100 100' }, '/phone'],
    [{ phone: '' }, '/phone'],
    [{ position: { lat: 48.85, lon: 2.35 } }, '/position'],
    [{ position: { lat: 52.5, lon: 181 } }, '/position'],
    [{ position: { lat: Number.NaN, lon: 0 } }, '/position'],
    [{ listSize: 1_000_000 }, '/listSize'],
    [{ gpWording: '' }, '/gpWording'],
    [{ providers: { internet: 'x'.repeat(61), records: '', phones: '' } }, '/providers/internet'],
    [{ exceptions: Array.from({ length: 101 }, () => ({ date: 'x', hours: 'closed', note: null })) }, '/exceptions'],
  ])('%j', (body, path) => {
    expect(faultsOfBranch(body).map((fault) => fault.path)).toContain(path);
  });

  test.each<Partial<BranchBody>>([
    { odsCode: 'a81001' },
    { odsCode: 'A81001001' },
    { postcode: 'ec1a1bb' },
    { postcode: 'M1 1AA' },
    { position: null },
    { position: { lat: 60.15, lon: -1.15 } },
    { position: { lat: 54.6, lon: -5.93 } },
  ])('%j is fine', (body) => {
    expect(faultsOfBranch(body)).toEqual([]);
  });
});
