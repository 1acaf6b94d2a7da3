import { describe, expect, test } from 'vitest';
import type { Fact } from '../../shared/facts/fact.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import {
  ALL_WORKING,
  boardOf,
  london,
  publicBoardAt,
  type ReportSays,
  report,
  sampleBranches,
  setUp,
  signal,
} from '../support/facts.ts';

const at = (time: string) => london(`2019-12-31 ${time}`);
const NEXT_MORNING = london('2020-01-02 07:00');
const ALL_IN = { expected: 6, offSick: 0, away: 0, locums: 0 };
const allWell = sampleBranches().map(({ slug }, n) =>
  report(slug, { it: ALL_WORKING, gps: ALL_IN }, { at: at('08:35'), seq: 101 + n }),
);
const says = (slug: string, content: ReportSays, time = '09:05', seq = 301) =>
  report(slug, content, { at: at(time), seq });
const clayton = (content: ReportSays, time?: string, seq?: number) => says('clayton', content, time, seq);
const lost = signal('clayton', 'lost', { at: at('10:35'), lastBeatAt: at('10:32'), seq: 301 });

function noticeAt(facts: readonly Fact[], now: Instant) {
  return publicBoardAt(boardOf([...setUp(), ...allWell, ...facts]), now).notice;
}

function wordsOf(facts: readonly Fact[], now: Instant = at('11:00')): string {
  const text = noticeAt(facts, now)?.text;
  return text ? [text.heading, ...text.body, ...text.advice.flatMap(({ lines }) => lines)].join('\n') : '';
}

describe('the heading of the notice', () => {
  test.each([
    [1, 'If it is urgent and you cannot reach Clayton Surgery, use NHS 111'],
    [2, 'If it is urgent and you cannot reach Clayton Surgery or Crowle Abbey Surgery, use NHS 111'],
    [3, 'If it is urgent and you cannot reach your surgery, use NHS 111'],
    [18, 'If it is urgent and you cannot reach your surgery, use NHS 111'],
  ])('for %d surgeries is one call to action', (count, heading) => {
    const byName = sampleBranches().toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const facts = byName
      .slice(0, count)
      .map(({ slug }, n) => says(slug, { it: { records: 'down' } }, '09:05', 301 + n));
    expect(noticeAt(facts, at('11:00'))?.text.heading).toBe(heading);
  });
});

describe('the body of the notice', () => {
  const to111 =
    'Go to NHS 111 online (111.nhs.uk) or call 111. For a child under 5, call 111. By textphone, call 18001 111.';
  const orton = 'Orton Mere Surgery is working normally and can help. Phone 01632 960002.';
  test.each<[string, readonly Fact[], Instant, readonly string[]]>([
    [
      'a lost line in opening hours',
      [clayton({ it: { internet: 'down' } })],
      at('11:00'),
      [
        to111,
        'Clayton Surgery is open. Doctors there cannot see medical records.',
        'Phone Clayton Surgery on 01632 960001. Reception is open, you can still come in.',
        orton,
      ],
    ],
    [
      'a lost line at night',
      [clayton({ it: { internet: 'down' } })],
      at('22:00'),
      [to111, 'Clayton Surgery is closed. It opens at 8am on Thursday. Doctors there cannot see medical records.'],
    ],
    [
      'dead phones in opening hours: no number is given, and it is said once',
      [clayton({ it: { phones: 'down' } })],
      at('11:00'),
      [
        to111,
        'Clayton Surgery is open.',
        'The phones are not working. Reception is open, you can still come in.',
        orton,
      ],
    ],
    [
      'dead phones before it opens',
      [clayton({ it: { phones: 'down' } })],
      NEXT_MORNING,
      [to111, 'Clayton Surgery is closed. It opens at 8am today. The phones there are not working.'],
    ],
    [
      'phone calls only',
      [clayton({ access: 'phone-only' })],
      at('11:00'),
      [
        to111,
        'Clayton Surgery takes phone calls only.',
        'Phone Clayton Surgery on 01632 960001. Please do not come in without phoning first.',
        orton,
      ],
    ],
    [
      'phone calls only, and then the phones die',
      [clayton({ access: 'phone-only', it: { phones: 'down' } })],
      at('11:00'),
      [to111, 'The doors of Clayton Surgery are closed.', 'The phones are not working.', orton],
    ],
    [
      'closed doors',
      [clayton({ access: 'closed' })],
      at('11:00'),
      [
        to111,
        'The doors of Clayton Surgery are closed.',
        'You can still phone Clayton Surgery on 01632 960001.',
        orton,
      ],
    ],
    [
      'closed doors and dead phones',
      [clayton({ access: 'closed', it: { phones: 'down' } })],
      at('11:00'),
      [to111, 'The doors of Clayton Surgery are closed.', 'The phones are not working.', orton],
    ],
    [
      'no GPs',
      [clayton({ gps: { ...ALL_IN, offSick: 6 } })],
      at('11:00'),
      [
        to111,
        'Clayton Surgery is open. There are no GPs there today.',
        'Phone Clayton Surgery on 01632 960001. Reception is open, you can still come in.',
        orton,
      ],
    ],
    [
      'silence: nobody claims that doctors cannot see records',
      [lost],
      at('11:00'),
      [
        to111,
        'We have not heard from Clayton Surgery since 10:32am.',
        'Try to phone Clayton Surgery on 01632 960001, or come in.',
        orton,
      ],
    ],
    [
      'silence into the night',
      [lost],
      NEXT_MORNING,
      [
        to111,
        'Clayton Surgery is closed. It opens at 8am today. We have not heard from Clayton Surgery since Tuesday at 10:32am.',
      ],
    ],
    [
      'two surgeries with different troubles',
      [clayton({ it: { internet: 'down' } }), says('yaxham', { it: { phones: 'down' } }, '09:06', 302)],
      at('11:00'),
      [
        to111,
        'Clayton Surgery is open. Doctors there cannot see medical records.',
        'Yaxham Surgery is open. The phones there are not working.',
        'Phone your surgery if you can, or go there if it is open.',
      ],
    ],
    [
      'several surgeries with the same trouble are named together',
      [clayton({ it: { records: 'down' } }), says('yaxham', { it: { records: 'down' } }, '09:06', 302)],
      at('11:00'),
      [
        to111,
        'Clayton Surgery and Yaxham Surgery are open. Doctors there cannot see medical records.',
        'Phone your surgery if you can, or go there if it is open.',
      ],
    ],
    [
      'several surgeries whose phones are all dead: nobody is told to phone them',
      [clayton({ it: { phones: 'down' } }), says('yaxham', { it: { phones: 'down' } }, '09:06', 302)],
      at('11:00'),
      [
        to111,
        'Clayton Surgery and Yaxham Surgery are open. The phones there are not working.',
        'Go to your surgery if it is open.',
      ],
    ],
    [
      'several surgeries at night',
      [clayton({ it: { records: 'down' } }), says('yaxham', { it: { records: 'down' } }, '09:06', 302)],
      at('22:00'),
      [
        to111,
        'Clayton Surgery and Yaxham Surgery are closed. They open at 8am on Thursday. Doctors there cannot see medical records.',
      ],
    ],
  ])('%s', (_, facts, now, body) => {
    expect(noticeAt(facts, now)?.text.body).toEqual(body);
  });
});

const TROUBLES: readonly [string, readonly Fact[]][] = [
  ['no internet', [clayton({ it: { internet: 'down' } })]],
  ['no phones', [clayton({ it: { phones: 'down' } })]],
  ['neither', [clayton({ it: { internet: 'down', phones: 'down' } })]],
  ['closed', [clayton({ access: 'closed' })]],
  ['closed and no phones', [clayton({ access: 'closed', it: { phones: 'down' } })]],
  ['phone only', [clayton({ access: 'phone-only' })]],
  ['phone only and no phones', [clayton({ access: 'phone-only', it: { phones: 'down' } })]],
  ['no GPs', [clayton({ gps: { ...ALL_IN, offSick: 6 } })]],
  ['silent', [lost]],
  ['silent and no phones', [lost, clayton({ it: { phones: 'down' } }, '10:40', 302)]],
  ['two', [clayton({ it: { internet: 'down' } }), says('yaxham', { access: 'closed' }, '09:06', 302)]],
  [
    'two without phones',
    [clayton({ it: { phones: 'down' } }), says('yaxham', { it: { phones: 'down' } }, '09:06', 302)],
  ],
  ['all', sampleBranches().map(({ slug }, n) => says(slug, { it: { internet: 'down' } }, '09:05', 301 + n))],
];
const PRESENT = TROUBLES.flatMap(([name, facts]) =>
  [at('11:00'), at('20:00'), NEXT_MORNING, london('2020-01-02 09:00')].map((now) => [name, facts, now] as const),
).filter(([, facts, now]) => noticeAt(facts, now) !== null);

describe('the wording rules hold for every trouble at every hour', () => {
  test.each(PRESENT)('%s', (_, facts, now) => {
    const words = wordsOf(facts, now);
    const sentences = words.split(/\n|(?<=\.) /);

    expect(words).toMatch(/^If it is urgent and you cannot reach [A-Za-z ]+, use NHS 111\n/);
    expect(words).toContain('111.nhs.uk');
    expect(words).toContain('For a child under 5, call 111.');
    expect(words).toContain('18001 111');
    // 999 has a card of its own.
    expect(words).not.toContain('999');
    expect(words).not.toMatch(/degraded|branch|clinician|EMIS|practice lead|\bsite\b|telephone|A&E|undefined|null/i);
    expect(sentences.filter((one) => one.includes(': ') || (/[^.0-9H]$/.test(one) && !one.endsWith('111')))).toEqual(
      [],
    );
    expect(sentences.filter((one) => one.split(' ').length > 20 && !one.includes(' Surgery, '))).toEqual([]);
  });

  test.each(PRESENT)('nobody with an appointment is sent to 111: %s', (_, facts, now) => {
    const booked = noticeAt(facts, now)?.text.advice.find(({ kind }) => kind === 'booked');
    expect(booked?.lines.join(' ')).not.toMatch(/111|cancel/);
    expect(booked?.lines.length).toBeGreaterThan(0);
  });

  test.each(PRESENT)('four headings in their order: %s', (_, facts, now) => {
    expect(noticeAt(facts, now)?.text.advice.map(({ heading }) => heading)).toEqual([
      'If it is urgent',
      'If it is not urgent',
      'If you have an appointment today',
      'If you need a prescription',
    ]);
  });

  test.each(PRESENT.filter(([name]) => name.includes('no phones')))(
    'no dead line is to be phoned: %s',
    (_, facts, now) => {
      const words = wordsOf(facts, now);
      expect(words).not.toContain('960001');
      expect(words).not.toMatch(/Phone the surgery|Phone Clayton|phone before|You can still phone/);
    },
  );
});

describe('"Reception is open, you can still come in"', () => {
  test.each<[boolean, string, readonly Fact[], Instant]>([
    [true, 'the line is lost', [clayton({ it: { internet: 'down' } })], at('11:00')],
    [true, 'the phones are dead', [clayton({ it: { phones: 'down' } })], at('11:00')],
    [true, 'no GPs are in', [clayton({ gps: { ...ALL_IN, offSick: 6 } })], at('11:00')],
    [
      true,
      'the line is still lost on the next day',
      [clayton({ it: { internet: 'down' } })],
      london('2020-01-02 09:00'),
    ],
    [false, 'it is night', [clayton({ it: { internet: 'down' } })], at('20:00')],
    [false, 'it is before opening', [clayton({ it: { internet: 'down' } })], NEXT_MORNING],
    [false, 'it is a moment before opening', [clayton({ it: { internet: 'down' } })], london('2020-01-02 08:00') - 1],
    [false, 'the doors are closed', [clayton({ access: 'closed' })], at('11:00')],
    [false, 'it takes phone calls only', [clayton({ access: 'phone-only' })], at('11:00')],
    [false, 'the surgery is silent', [lost], at('11:00')],
    [false, 'the surgery is silent and its phones are dead', [lost, clayton({ it: { phones: 'down' } })], at('11:00')],
  ])('is said (%s) when %s', (said, _, facts, now) => {
    expect(wordsOf(facts, now).includes('Reception is open, you can still come in')).toBe(said);
  });
});
