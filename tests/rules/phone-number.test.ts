import { describe, expect, test } from 'vitest';
import { formatMobileNumber, toMobileNumber } from '../../shared/people/phone-number.ts';

describe('a mobile number', () => {
  test.each([
    ['07700900123'],
    ['07700 900123'],
    ['07700 900 123'],
    ['+44 7700 900123'],
    ['+44 (0)7700 900123'],
    ['+44 07700 900123'],
    ['0044 7700 900123'],
    ['447700900123'],
    ['(07700) 900-123'],
  ])('may be written "%s"', (written) => {
    expect(toMobileNumber(written)).toBe('+447700900123');
  });

  test('may be of another country, with its code', () => {
    expect(toMobileNumber('+353 85 012 3456')).toBe('+353850123456');
  });

  test.each([
    [''],
    ['office'],
    ['0770090012'],
    ['077009001234'],
    ['01632 960001'],
    ['+44 1632 960001'],
    ['+0 7700 900123'],
    ['+1234567'],
    ['07700 900123 or 07700 900124'],
    ['07700900123 ext 4'],
    ['+44 7700 90012x'],
    ['9'.repeat(40)],
  ])('is not "%s"', (written) => {
    expect(toMobileNumber(written)).toBeNull();
  });

  test('is shown as people in the UK write it', () => {
    expect(['+447700900123', '+353850123456'].map(formatMobileNumber)).toEqual(['07700 900123', '+353850123456']);
  });
});
