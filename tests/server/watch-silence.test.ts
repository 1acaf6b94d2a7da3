import { describe, expect, test } from 'vitest';
import { watchPractice } from '../support/watched-practice.ts';

describe('a branch that falls silent', () => {
  test('is late, suspect and lost in time, and the notice goes up and leaves by rule', async () => {
    const practice = await watchPractice();
    const clayton = await practice.sender('clayton');
    const canary = await practice.sender(null);
    const yaxham = await practice.sender('yaxham');
    await practice.pass(42);
    clayton.silent = true;
    expect(await practice.signals()).toEqual(['0 clayton heard', '0 yaxham heard']);
    await practice.pass(176);
    expect(await practice.signals()).toEqual([
      '0 clayton heard',
      '0 yaxham heard',
      '86 clayton late',
      '116 clayton suspect',
    ]);
    expect((await practice.board()).notice).toBeNull();
    await practice.pass(4);
    expect((await practice.signals()).at(-1)).toBe('220 clayton lost');
    const board = await practice.board();
    expect(board.notice?.branches).toEqual(['clayton']);
    expect(board.branches.find(({ slug }) => slug === 'clayton')).toMatchObject({
      state: 'degraded',
      reasons: ['not-heard'],
      contact: 'lost',
    });
    clayton.silent = false;
    await practice.pass(400);
    expect((await practice.signals()).slice(-2)).toEqual(['280 clayton recovering', '580 clayton heard']);
    expect((await practice.board()).notice).toBeNull();
    expect([canary, yaxham].length).toBe(2);
  });
});
