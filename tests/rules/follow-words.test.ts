import { describe, expect, test } from 'vitest';
import type { Owed, OwedWork } from '../../shared/follow/decide-owed.ts';
import { toGsm7 } from '../../shared/texts/gsm7.ts';
import { followMail, followMessage, followPush, followText } from '../../shared/words/follow-messages.ts';
import { at, SCENES, type SceneName } from '../support/public-boards.ts';

const ORIGIN = 'https://status.practice.nhs.uk';
const STOP = `${ORIGIN}/unfollow?link=abc`;

const owedOf = (some: Partial<Owed>): Owed => ({ starts: [], ends: [], planned: [], ...some });
const sceneOf = (name: SceneName) => ({ ...SCENES[name](), origin: ORIGIN });
const work = (stage: OwedWork['stage'], from = at('14:00')): OwedWork => ({
  id: 7,
  stage,
  branches: ['clayton'],
  from,
  to: at('16:00'),
});

describe('a text', () => {
  test.each<readonly [SceneName, Owed, string]>([
    [
      'trouble',
      owedOf({ starts: ['clayton'] }),
      `Clayton Surgery has a problem (10:42am). If urgent and you cannot reach it, use NHS 111. ${ORIGIN}/surgeries/clayton Reply STOP to end.`,
    ],
    [
      'notHeard',
      owedOf({ starts: ['thorney-dyke'] }),
      `We have not heard from Thorney Dyke since 10:32am. If urgent and you cannot reach it, use NHS 111. ${ORIGIN}/surgeries/thorney-dyke Reply STOP to end.`,
    ],
    [
      'many',
      owedOf({ starts: ['clayton', 'orton-mere', 'stanway', 'yaxham', 'eye-church', 'minster-yard'] }),
      `6 surgeries have a problem (10:42am). If it is urgent and you cannot reach your surgery, use NHS 111. ${ORIGIN}/ Reply STOP to end.`,
    ],
    [
      'normal',
      owedOf({ ends: ['clayton'] }),
      `The problem at Clayton Surgery is over (10:42am). ${ORIGIN}/surgeries/clayton Reply STOP to end.`,
    ],
    [
      'normal',
      owedOf({ planned: [work('put-up')] }),
      `Planned work at Clayton Surgery: Tuesday 31 December 2019, 2pm to 4pm. ${ORIGIN}/surgeries/clayton Reply STOP to end.`,
    ],
  ])('of %s says what, when, what to do, where to read more and how to stop', (scene, owed, text) => {
    expect(followText(owed, sceneOf(scene), null)).toBe(text);
    expect(toGsm7(text)).toBe(text);
  });

  test('fits into one message wherever somebody told of one surgery in trouble', () => {
    const scene = sceneOf('many');
    const troubled = scene.board.branches.filter(
      ({ state, reasons }) => state === 'degraded' && !reasons.includes('not-heard'),
    );
    expect(troubled.length).toBeGreaterThan(5);
    const long = troubled
      .map(({ slug }) => followText(owedOf({ starts: [slug] }), scene, null))
      .filter((text) => text.length > 160);
    expect(long).toEqual([]);
  });

  test('says how to stop by a link where no text comes in', () => {
    expect(followText(owedOf({ ends: ['clayton'] }), sceneOf('normal'), STOP)).toMatch(/ Stop: https:\S+link=abc$/);
  });
});

describe('a mail', () => {
  test('names each surgery in a line of its own where they are many', () => {
    const scene = sceneOf('many');
    const starts = scene.board.branches.filter(({ state }) => state === 'degraded').map(({ slug }) => slug);
    const { subject, text } = followMail(followMessage(owedOf({ starts }), scene), STOP);
    expect(subject).toBe(`${starts.length} surgeries have a problem`);
    expect(text.split('\n')).toEqual(expect.arrayContaining(['Clayton Surgery', 'Yaxham Surgery', STOP]));
  });

  test('tells the cause that all of them have, in the words that patients are shown', () => {
    const { text } = followMail(followMessage(owedOf({ starts: ['clayton'] }), sceneOf('incidents')), STOP);
    expect(text).toContain('The internet at Clayton Surgery is not working. The cable is being joined.');
    expect(text).not.toMatch(/INC0012345|line test|serious/);
  });

  test('tells what is over beside what has begun', () => {
    const owed = owedOf({ starts: ['clayton'], ends: ['yaxham'], planned: [work('called-off')] });
    const { paragraphs, headline, url } = followMessage(owed, sceneOf('trouble'));
    expect(headline).toBe('Clayton Surgery has a problem');
    expect(url).toBe(`${ORIGIN}/`);
    const all = paragraphs.join('\n');
    expect(all).toContain('The problem at Yaxham Surgery is over. Yaxham Surgery is working normally.');
    expect(all).toContain('Planned work at Clayton Surgery will not go ahead.');
  });
});

describe('a message on a device', () => {
  const push = (owed: Owed) => followPush(followMessage(owed, sceneOf('trouble')), at('10:42'), 'Europe/London');

  test('of one surgery takes the place of the one before, of several that of several', () => {
    expect(push(owedOf({ starts: ['clayton'] })).tag).toBe('clayton');
    expect(push(owedOf({ ends: ['clayton'] })).tag).toBe('clayton');
    expect(push(owedOf({ ends: ['clayton', 'yaxham'] })).tag).toBe('surgeries');
    expect(push(owedOf({ planned: [work('soon')] })).tag).toBe('planned-7');
  });

  test('is small enough for every push service', () => {
    const scene = sceneOf('many');
    const starts = scene.board.branches.map(({ slug }) => slug);
    const payload = followPush(followMessage(owedOf({ starts }), scene), at('10:42'), 'Europe/London');
    expect(JSON.stringify(payload).length).toBeLessThan(1_000);
  });
});
