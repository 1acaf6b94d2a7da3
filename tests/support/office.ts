import type { BranchSetting, PracticeSetting, StaffPractice } from '../../shared/wire/practice.ts';
import type { TestServer } from './running-server.ts';

type Body = Readonly<Record<string, unknown>>;

interface Asked {
  /** The office's own when absent. */
  readonly token?: string;
  readonly body?: Body;
  /** What `If-Match` says. */
  readonly seen?: number | string;
}

interface Answered {
  readonly status: number;
  readonly etag: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes.
  readonly json: any;
}

/** The operations office, as it sets a practice over HTTP. */
export interface Office {
  readonly token: string;
  /** What was asked is shown when it resolves. */
  ask(method: string, path: string, asked?: Asked): Promise<Answered>;
  set(): Promise<StaffPractice>;
  branch(slug: string): Promise<BranchSetting>;
}

export const NEW_BRANCH: Body = {
  slug: 'fen-end',
  name: 'Fen End Surgery',
  odsCode: 'A81001002',
  address: '3 Fen End',
  town: 'Sampleborough',
  postcode: 'pe27zz',
  position: { lat: 52.55, lon: -0.25 },
  phone: '01632 960200',
  hours: 'Mon-Fri 8:00-18:30',
  exceptions: [{ date: '2019-12-31', hours: '8:00 - 12:00', note: ' Staff training ' }],
  expectedGps: 3,
  listSize: 2500,
  providers: { internet: 'FenFibre', records: '', phones: 'VoxLine' },
  takesOthers: true,
  gpWording: 'words',
  redirect111: false,
};

export async function officeOf(server: TestServer, name: string): Promise<Office> {
  const token = await server.token({ name });

  async function ask(method: string, path: string, asked: Asked = {}): Promise<Answered> {
    const { body, seen } = asked;
    const response = await fetch(server.origin + path, {
      method,
      headers: {
        authorization: `Bearer ${asked.token ?? token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(seen !== undefined && { 'if-match': typeof seen === 'number' ? `"${seen}"` : seen }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    await server.settle();
    return { status: response.status, etag: response.headers.get('etag'), json: await response.json() };
  }

  async function set(): Promise<StaffPractice> {
    return (await ask('GET', '/api/v1/staff/practice')).json;
  }

  return {
    token,
    ask,
    set,
    async branch(slug) {
      const branch = (await set()).branches.find((one) => one.slug === slug);
      if (!branch) throw new Error(`no branch ${slug}`);
      return branch;
    },
  };
}

/** What an office sends back of a branch as it is set. */
export function toBranchBody({ slug: _slug, seq: _seq, changed: _changed, ...body }: BranchSetting): Body {
  return body;
}

/** What an office sends back of the practice as it is set. */
export function toPracticeBody({ sample: _sample, seq: _seq, changed: _changed, ...body }: PracticeSetting): Body {
  return body;
}
