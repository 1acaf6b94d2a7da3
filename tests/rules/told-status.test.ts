import { describe, expect, test } from 'vitest';
import { toToldStatus } from '../../shared/views/told-status.ts';
import { SCENES, type SceneName } from '../support/public-boards.ts';

function told(name: SceneName, slug: string | null, isOld = false, { board, now } = SCENES[name]()) {
  const status = toToldStatus(board, slug, { checkedAt: now, now: isOld ? now + 91_000 : now, isOld });
  if (!status) throw new Error('no such surgery');
  return status;
}

describe('what another place is told of a surgery', () => {
  test.each([
    ['normal', 'clayton', 'normal', ['Open until 6:30pm.']],
    ['trouble', 'clayton', 'degraded', ['Open until 6:30pm.']],
    ['notHeard', 'thorney-dyke', 'unknown', ['Open until 6:30pm.']],
    ['unknown', 'yaxham', 'unknown', ['Open until 6:30pm.']],
    ['calmNight', 'clayton', 'closed', ['Closed, opens at 8am on Thursday.']],
  ] as const)('%s: %s is %s', (name, slug, mark, lines) => {
    expect(told(name, slug)).toMatchObject({ mark, lines });
  });

  test.each([
    ['normal', 'normal'],
    ['trouble', 'degraded'],
    ['limited', 'limited'],
    ['unknown', 'unknown'],
    ['many', 'degraded'],
    ['calmNight', 'closed'],
  ] as const)('the practice as a whole, %s, is as its worst surgery: %s', (name, mark) => {
    expect(told(name, null).mark).toBe(mark);
  });

  test('the notice is told of the surgeries it names, and of the whole', () => {
    expect(told('trouble', 'clayton').notice?.heading).toContain('NHS 111');
    expect(told('trouble', null).notice?.heading).toContain('NHS 111');
    expect(told('trouble', 'yaxham').notice).toBeNull();
    expect(told('normal', null).notice).toBeNull();
  });

  test('a line that nobody would answer is not given', () => {
    expect(told('many', 'eye-church').phone).toBeNull();
    expect(told('many', 'clayton').phone).toBe('01632 960001');
  });

  test('once it is old nothing good is repeated, and what was bad is called what was known then', () => {
    for (const name of Object.keys(SCENES) as SceneName[]) {
      const scene = SCENES[name]();
      for (const { slug, sentence, state } of scene.board.branches) {
        const { mark, lines, notice, sentence: says } = told(name, slug, true, scene);
        expect(mark).toBe('unknown');
        expect(says).toMatch(/^We could not check since \S+\.$/);
        const isTrouble = (state === 'degraded' || state === 'limited') && !sentence.startsWith('We have not heard');
        const repeats = lines.some((line) => line.startsWith('What we knew then: '));
        expect(repeats && !isTrouble, `${name} ${slug}: ${lines.join(' ')}`).toBe(false);
        expect([...lines, ...(notice?.body ?? [])].join(' ')).not.toMatch(/normally|Open until|is open|can help/);
      }
    }
    expect(told('trouble', 'clayton', true).lines[0]).toBe('What we knew then: Clayton Surgery has a problem.');
  });
});
