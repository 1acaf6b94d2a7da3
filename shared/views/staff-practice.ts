import type { Statement } from '../board/board.ts';
import type { Branch } from '../practice/branch.ts';
import { toBranchBody } from '../practice/check-branch.ts';
import { toPracticeBody } from '../practice/check-settings.ts';
import { toIso } from '../practice/instant.ts';
import { DEFAULT_SETTINGS, type PracticeSettings } from '../practice/settings.ts';
import type { BranchSetting, PracticeSetting, StaffPractice } from '../wire/practice.ts';

function changedOf(said: Statement<unknown> | null): PracticeSetting['changed'] {
  return said && { by: said.actorName, at: toIso(said.at) };
}

function toBranchSetting(said: Statement<Branch>): BranchSetting {
  const body = toBranchBody(said.value);
  return {
    slug: said.value.slug,
    name: body.name,
    odsCode: body.odsCode,
    address: body.address,
    town: body.town,
    postcode: body.postcode,
    position: body.position,
    phone: body.phone,
    hours: body.hours,
    exceptions: body.exceptions,
    expectedGps: body.expectedGps,
    listSize: body.listSize,
    providers: body.providers,
    takesOthers: body.takesOthers,
    gpWording: body.gpWording,
    redirect111: body.redirect111,
    seq: said.seq,
    changed: changedOf(said),
  };
}

function toPracticeSetting(said: Statement<PracticeSettings> | null): PracticeSetting {
  const settings = said?.value ?? DEFAULT_SETTINGS;
  const body = toPracticeBody(settings);
  return {
    name: body.name,
    phone: body.phone,
    website: body.website,
    timeZone: body.timeZone,
    gpUsualFrom: body.gpUsualFrom,
    gpFewerFrom: body.gpFewerFrom,
    gpDegradedBelow: body.gpDegradedBelow,
    gpNumbersFrom: body.gpNumbersFrom,
    helpOpenMinutes: body.helpOpenMinutes,
    helpAtMost: body.helpAtMost,
    majorFrom: body.majorFrom,
    bslUrl: body.bslUrl,
    exceptions: body.exceptions,
    noticeLine: body.noticeLine,
    sample: settings.sample,
    seq: said?.seq ?? 0,
    changed: changedOf(said),
  };
}

/** All that the office can set, as it is set, chosen field by field. */
export function toStaffPractice(
  practice: Statement<PracticeSettings> | null,
  branches: Iterable<Statement<Branch>>,
): StaffPractice {
  const byName = [...branches].sort((a, b) => a.value.name.localeCompare(b.value.name, 'en-GB'));
  return {
    practice: toPracticeSetting(practice),
    branches: byName.filter(({ value }) => !value.retired).map(toBranchSetting),
    retired: byName.filter(({ value }) => value.retired).map(toBranchSetting),
  };
}
