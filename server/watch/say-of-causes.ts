import { causeOf, serviceOf } from '../../shared/contact/cause-key.ts';
import type { CauseAction, CauseKey, ChildSince } from '../../shared/contact/cause-record.ts';
import type { CausesResult } from '../../shared/contact/decide-causes.ts';
import type { Severity } from '../../shared/facts/incident.ts';
import type { Branch } from '../../shared/practice/branch.ts';
import type { Instant } from '../../shared/practice/instant.ts';
import {
  CHECKS_SAY,
  type FailingSince,
  type SaidAt,
  sharedOver,
  sharedPublic,
  sharedStaff,
  sharedTitle,
} from '../../shared/words/automatic-checks.ts';
import type { IncidentDesk } from './incident-desk.ts';
import type { KeptWatch, SharedIncidentOf } from './kept-watch.ts';

type Shared = KeptWatch['incidents']['shared'];
type ActionOf<Do extends CauseAction['do']> = Extract<CauseAction, { readonly do: Do }>;

/** What is spoken about, and when. */
export interface Scene extends SaidAt {
  readonly branches: ReadonlyMap<string, Branch>;
  readonly causes: CausesResult['causes'];
}

/** Silence alone is no word on what is broken: such branches are drawn as not heard, not as having a problem. */
function severityOf(cause: CauseKey): Severity {
  return serviceOf(cause) === 'internet' ? 'minor' : 'major';
}

function nameIn({ branches }: Scene, slug: string): string {
  return branches.get(slug)?.name ?? slug;
}

function withName(scene: Scene, { branch, since }: ChildSince): FailingSince {
  return { name: nameIn(scene, branch), since };
}

/** As somebody wrote it in the settings: "EMIS Web". */
export function systemOf(branches: ReadonlyMap<string, Branch>, cause: CauseKey): string {
  const service = serviceOf(cause);
  const one = [...branches.values()].find((branch) => causeOf(branch, service) === cause);
  return one?.providers[service].trim() ?? cause.slice(service.length + 1);
}

/** An open one that a person declared of the same service, about all of these branches. */
function declaredFor(desk: IncidentDesk, own: ReadonlySet<number>, cause: CauseKey, slugs: readonly string[]) {
  return desk.openOnes().find((id) => {
    const standing = desk.standing(id);
    const same =
      standing?.services.includes(serviceOf(cause)) && slugs.every((slug) => standing.branches.includes(slug));
    return same && !own.has(id);
  });
}

/** Opens it with the branches one after the other, each at the time it began to fail. */
function openOwn(desk: IncidentDesk, cause: CauseKey, children: readonly ChildSince[], scene: Scene): number {
  const [first, ...rest] = children;
  const service = serviceOf(cause);
  const at = first?.since ?? scene.now;
  const slugs = first ? [first.branch] : [];
  const says = { title: sharedTitle(service), severity: severityOf(cause), services: [service], shown: false };
  const incident = desk.open({ ...says, branches: slugs, affected: slugs }, at);
  for (const { branch, since } of rest) addBranch(desk, incident, branch, since);
  const staff = sharedStaff(
    service,
    systemOf(scene.branches, cause),
    children.map((child) => withName(scene, child)),
    scene,
  );
  desk.say(incident, { staff }, scene.now);
  return incident;
}

function addBranch(desk: IncidentDesk, incident: number, branch: string, since: Instant): void {
  const standing = desk.standing(incident);
  const including = (slugs: readonly string[] = []) => (slugs.includes(branch) ? slugs : [...slugs, branch]);
  desk.say(incident, { branches: including(standing?.branches), affected: including(standing?.affected) }, since);
}

function open(
  desk: IncidentDesk,
  own: ReadonlySet<number>,
  cause: CauseKey,
  { children }: ActionOf<'open'>,
  scene: Scene,
): SharedIncidentOf {
  const slugs = children.map(({ branch }) => branch);
  const declared = declaredFor(desk, own, cause, slugs);
  if (declared === undefined) return { incident: openOwn(desk, cause, children, scene), own: true };
  const failing = children.map((child) => withName(scene, child));
  desk.say(
    declared,
    { staff: sharedStaff(serviceOf(cause), systemOf(scene.branches, cause), failing, scene) },
    scene.now,
  );
  return { incident: declared, own: false };
}

function join(desk: IncidentDesk, of: SharedIncidentOf, joins: readonly ChildSince[], scene: Scene): void {
  if (of.own) for (const { branch, since } of joins) addBranch(desk, of.incident, branch, since);
  const children = joins.map((child) => withName(scene, child));
  desk.say(of.incident, { staff: CHECKS_SAY.joined(children, scene) }, scene.now);
}

function recover(desk: IncidentDesk, of: SharedIncidentOf, wells: readonly ActionOf<'well'>[], scene: Scene): void {
  const slugs = wells.map(({ branch }) => branch);
  const affected = desk.standing(of.incident)?.affected.filter((slug) => !slugs.includes(slug)) ?? [];
  const staff = CHECKS_SAY.well(slugs.map((slug) => nameIn(scene, slug)));
  desk.say(of.incident, of.own ? { affected, staff } : { staff }, scene.now);
}

function announce(desk: IncidentDesk, cause: CauseKey, of: SharedIncidentOf, scene: Scene): void {
  const standing = desk.standing(of.incident);
  // Whoever declared it tells patients what they are to read.
  if (!of.own || !standing) return;
  const children = scene.causes[cause]?.incident?.children ?? {};
  const since = standing.affected.flatMap((slug) => children[slug]?.since ?? []);
  if (since.length === 0) return;
  const names = standing.affected.map((slug) => nameIn(scene, slug));
  const text = sharedPublic(serviceOf(cause), names, Math.min(...since), scene);
  desk.say(of.incident, { ...(standing.shown ? {} : { shown: true }), public: text }, scene.now);
}

function close(desk: IncidentDesk, cause: CauseKey, of: SharedIncidentOf, scene: Scene): void {
  if (!of.own) return;
  const shown = desk.standing(of.incident)?.shown === true;
  const texts = { ...(shown && { public: sharedOver(serviceOf(cause)) }), staff: CHECKS_SAY.over };
  desk.say(of.incident, { ...texts, affected: [], resolved: true }, scene.now);
}

/** Makes incidents of what was decided about causes; gives those that are open then. */
export function sayOfCauses(
  desk: IncidentDesk,
  before: Shared,
  actions: CausesResult['actions'],
  scene: Scene,
): Shared {
  const shared: { [cause: CauseKey]: SharedIncidentOf } = { ...before };
  const own = new Set(Object.values(before).map(({ incident }) => incident));
  for (const cause of new Set(actions.map((action) => action.cause))) {
    const of = actions.filter((action) => action.cause === cause);
    const all = <Do extends CauseAction['do']>(what: Do) =>
      of.filter((action): action is typeof action & ActionOf<Do> => action.do === what);
    const [opened] = all('open');
    if (opened) {
      shared[cause] = open(desk, own, cause, opened, scene);
      own.add(shared[cause].incident);
    }
    const incident = shared[cause];
    if (!incident) continue;
    if (all('well').length > 0) recover(desk, incident, all('well'), scene);
    if (all('join').length > 0) join(desk, incident, all('join'), scene);
    if (all('announce').length > 0) announce(desk, cause, incident, scene);
    if (all('close').length > 0) {
      close(desk, cause, incident, scene);
      delete shared[cause];
    }
  }
  return shared;
}
