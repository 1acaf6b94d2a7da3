import { describe, expect, test } from 'vitest';
import { toStatuspage } from '../../shared/views/statuspage.ts';
import { componentStatus, indicatorOf } from '../../shared/views/statuspage-status.ts';
import { BRANCH_STATES, REASONS, type PublicBoard } from '../../shared/wire/public-board.ts';
import { at, SCENES, type SceneName } from '../support/public-boards.ts';

const toldOf = (board: PublicBoard, oldSince: number | null = null) => ({
  board,
  origin: 'https://board.example',
  now: at('10:42'),
  checkedAt: oldSince ?? at('10:42'),
  oldSince,
});
const viewOf = (name: SceneName) => toStatuspage(toldOf(SCENES[name]().board));
const statusOf = (name: SceneName, slug: string) => viewOf(name).components.find(({ id }) => id === slug)?.status;

describe('the word of Statuspage for a surgery', () => {
  test.each([
    ['normal', [], 'operational', 'degraded_performance'],
    ['closed', [], 'operational', 'degraded_performance'],
    ['limited', ['few-gps'], 'degraded_performance', 'degraded_performance'],
    ['limited', ['it-degraded', 'fewer-gps'], 'degraded_performance', 'degraded_performance'],
    ['unknown', ['not-told'], 'degraded_performance', 'degraded_performance'],
    ['degraded', ['not-heard'], 'degraded_performance', 'degraded_performance'],
    ['degraded', ['not-heard', 'gps-under-half'], 'partial_outage', 'partial_outage'],
    ['degraded', ['internet-down', 'records-down', 'phones-down'], 'partial_outage', 'partial_outage'],
    ['degraded', ['phone-only'], 'partial_outage', 'partial_outage'],
    ['degraded', ['incident'], 'partial_outage', 'partial_outage'],
    ['degraded', ['no-gps'], 'major_outage', 'major_outage'],
    ['degraded', ['internet-down', 'closed-by-report'], 'major_outage', 'major_outage'],
  ] as const)('%s by %j is %s, and %s when nobody could look', (state, reasons, fresh, old) => {
    expect(componentStatus({ state, reasons: [...reasons] }, false)).toBe(fresh);
    expect(componentStatus({ state, reasons: [...reasons] }, true)).toBe(old);
  });

  test('is green only for what works or is shut by its hours, and never once the truth is old', () => {
    for (const state of BRANCH_STATES) {
      for (const reason of REASONS) {
        const branch = { state, reasons: [reason] };
        const isGreen = componentStatus(branch, false) === 'operational';
        expect(isGreen, `${state} ${reason}`).toBe(state === 'normal' || state === 'closed');
        expect(componentStatus(branch, true)).not.toBe('operational');
        // It is a word for planned work alone.
        expect(componentStatus(branch, false)).not.toBe('under_maintenance');
      }
    }
  });

  test.each([
    ['trouble', 'clayton', 'partial_outage'],
    ['many', 'paston-ridge', 'major_outage'],
    ['many', 'thorney-dyke', 'degraded_performance'],
    ['many', 'wisbeck-quay', 'degraded_performance'],
    ['unknown', 'yaxham', 'degraded_performance'],
    ['calmNight', 'clayton', 'operational'],
    ['night', 'clayton', 'partial_outage'],
  ] as const)('%s: %s is %s', (name, slug, status) => {
    expect(statusOf(name, slug)).toBe(status);
  });
});

describe('the word for the whole practice', () => {
  test.each([
    ['normal', 'none'],
    ['calmNight', 'none'],
    ['limited', 'minor'],
    ['unknown', 'minor'],
    ['notHeard', 'minor'],
    ['trouble', 'major'],
    ['night', 'major'],
    ['many', 'critical'],
  ] as const)('%s is %s', (name, indicator) => {
    const { status } = viewOf(name);
    expect(status).toEqual({ indicator, description: SCENES[name]().board.summary.sentence });
  });

  test('is not "none" while an incident is open, nor for a practice that has no surgery', () => {
    const { board } = SCENES.normal();
    const [incident] = SCENES.incidents().board.incidents;
    if (!incident) throw new Error('no incident');
    const open = { ...incident, status: 'open' as const, affected: [] };
    expect(indicatorOf({ ...board, incidents: [{ ...open, impact: 'minor' }] }, ['operational'])).toBe('minor');
    expect(indicatorOf({ ...board, incidents: [{ ...open, impact: 'major' }] }, ['operational'])).toBe('major');
    expect(indicatorOf({ ...board, incidents: [{ ...open, status: 'resolved' }] }, ['operational'])).toBe('none');
    expect(indicatorOf(board, [])).toBe('minor');
  });

  test('says since when nobody could look, and no surgery is green then', () => {
    const { status, components } = toStatuspage(toldOf(SCENES.normal().board, at('10:42')));
    expect(status.indicator).toBe('minor');
    const line = 'We could not check since 10:42am on Tuesday 31 December 2019.';
    expect(status.description).toMatch(line);
    expect(components.filter((component) => component.status === 'operational')).toEqual([]);
    expect(components.filter(({ description }) => !description?.startsWith(line))).toEqual([]);
  });
});

describe('incidents', () => {
  test('are open until they are over, and tell all that was said for everybody, newest first', () => {
    const { incidents, unresolved, components } = viewOf('incidents');
    expect(unresolved).toHaveLength(1);
    const [open, over] = incidents;
    expect(open).toMatchObject({
      name: 'The internet at Clayton Surgery is not working',
      status: 'investigating',
      impact: 'major',
      resolved_at: null,
      shortlink: 'https://board.example/surgeries/clayton',
      started_at: '2019-12-31T09:06:00.000Z',
      updated_at: '2019-12-31T10:35:00.000Z',
      components: [components.find(({ id }) => id === 'clayton')],
    });
    expect(open?.incident_updates.map(({ id, status }) => `${id} ${status}`)).toEqual(
      [4, 3, 2, 1].map((n) => `${open?.id}-${n} investigating`),
    );
    expect(over).toMatchObject({ status: 'resolved', impact: 'minor', shortlink: 'https://board.example/' });
    expect(over?.incident_updates.map(({ status, body }) => [status, body])).toEqual([
      ['resolved', 'They answer as usual again.'],
      ['investigating', 'We know about this problem. We will say more here.'],
    ]);
  });

  test('say that an end without a word is one, and that all have recovered', () => {
    const { board } = SCENES.incidents();
    const [first] = board.incidents;
    if (!first) throw new Error('no incident');
    const over = { ...first, status: 'resolved' as const, resolvedAt: '2019-12-31T10:40:00.000Z', affected: [] };
    const recovered = { ...first, affected: [] };
    const view = toStatuspage(toldOf({ ...board, incidents: [over, recovered] }));
    expect(view.incidents[0]?.incident_updates[0]).toMatchObject({ status: 'resolved', body: 'This problem is over.' });
    expect(view.incidents[1]?.status).toBe('monitoring');
  });
});
