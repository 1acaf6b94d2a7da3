import { worstFirst } from '../../shared/views/board-part.ts';
import type { PublicBoard, PublicBranch, PublicIncident } from '../../shared/wire/public-board.ts';

export const GROUPS = ['troubled', 'working', 'unheard', 'closed'] as const;
export type GroupName = (typeof GROUPS)[number];

/** What stands where on the status page. It may lag behind the board while somebody reads. */
export interface Arrangement {
  /** Is the NHS 111 notice in the flow of the page. */
  readonly notice: boolean;
  /** Ids of incidents: those above the surgeries, and those in the quiet list of what is over. */
  readonly incidents: { readonly open: readonly number[]; readonly over: readonly number[] };
  readonly groups: { readonly [G in GroupName]: readonly string[] };
}

/** What a new arrangement would move. */
export interface Pending {
  readonly notice: boolean;
  /** One that would come into view; null when none would. */
  readonly incident: number | null;
  readonly slugs: readonly string[];
}

const GROUP_OF = {
  degraded: 'troubled',
  limited: 'troubled',
  normal: 'working',
  unknown: 'unheard',
  closed: 'closed',
} as const satisfies { readonly [S in PublicBranch['state']]: GroupName };

function placeIncidents(incidents: readonly PublicIncident[]): Arrangement['incidents'] {
  const idsOf = (status: PublicIncident['status']) =>
    incidents.filter((incident) => incident.status === status).map(({ id }) => id);
  return { open: idsOf('open'), over: idsOf('resolved') };
}

/** A surgery's own page moves nothing but the notice and its incidents. */
export function arrangeSurgery({ notice, incidents }: PublicBoard, slug: string): Arrangement {
  const groups = { troubled: [], working: [], unheard: [], closed: [] };
  const own = incidents.filter(({ branches }) => branches.includes(slug));
  return { notice: notice?.branches.includes(slug) ?? false, incidents: placeIncidents(own), groups };
}

/** Where everything belongs: worst first among the troubled, by name in every group. */
export function arrange(board: PublicBoard): Arrangement {
  const sorted = worstFirst(board.branches);
  const group = (name: GroupName) =>
    sorted.filter((branch) => GROUP_OF[branch.state] === name).map((branch) => branch.slug);
  return {
    notice: board.notice !== null,
    incidents: placeIncidents(board.incidents),
    groups: {
      troubled: group('troubled'),
      working: group('working'),
      unheard: group('unheard'),
      closed: group('closed'),
    },
  };
}
