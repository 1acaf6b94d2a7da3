import { faultsOfSettings } from '../../../shared/practice/check-settings.ts';
import type { PracticeBody } from '../../../shared/wire/practice.ts';
import { SHARE_FAULTS } from '../../../shared/words/staff-practice.ts';
import type { FormFault } from '../forms/form.ts';
import { type ExceptionDraft, toExceptionBodies, toExceptionDrafts } from './exception-drafts.ts';
import { percentOf, readNumber, readShare } from './numbers.ts';
import type { SettingKind } from './setting-edit.ts';

type Texts = { readonly [F in Exclude<keyof PracticeBody, 'exceptions'>]: string };

/** The practice as it is filled in: shares in per cent. */
export interface PracticeDraft extends Texts {
  readonly exceptions: readonly ExceptionDraft[];
}

function toDraft(body: PracticeBody): PracticeDraft {
  return {
    name: body.name,
    phone: body.phone,
    website: body.website,
    timeZone: body.timeZone,
    gpUsualFrom: percentOf(body.gpUsualFrom),
    gpFewerFrom: percentOf(body.gpFewerFrom),
    gpDegradedBelow: percentOf(body.gpDegradedBelow),
    gpNumbersFrom: String(body.gpNumbersFrom),
    helpOpenMinutes: String(body.helpOpenMinutes),
    helpAtMost: String(body.helpAtMost),
    majorFrom: percentOf(body.majorFrom),
    bslUrl: body.bslUrl,
    exceptions: toExceptionDrafts(body.exceptions),
    noticeLine: body.noticeLine,
  };
}

function toBody(draft: PracticeDraft): PracticeBody {
  return {
    name: draft.name.trim(),
    phone: draft.phone.trim(),
    website: draft.website.trim(),
    timeZone: draft.timeZone.trim(),
    gpUsualFrom: readShare(draft.gpUsualFrom),
    gpFewerFrom: readShare(draft.gpFewerFrom),
    gpDegradedBelow: readShare(draft.gpDegradedBelow),
    gpNumbersFrom: readNumber(draft.gpNumbersFrom),
    helpOpenMinutes: readNumber(draft.helpOpenMinutes),
    helpAtMost: readNumber(draft.helpAtMost),
    majorFrom: readShare(draft.majorFrom),
    bslUrl: draft.bslUrl.trim(),
    exceptions: toExceptionBodies(draft.exceptions),
    noticeLine: draft.noticeLine.trim(),
  };
}

/** Shares are sent from 0 to 1 and shown in per cent: their faults are told in per cent too. */
function inPercent(fault: FormFault, body: PracticeBody): FormFault {
  switch (fault.path) {
    case '/gpUsualFrom':
    case '/majorFrom':
      return { path: fault.path, message: SHARE_FAULTS.percent };
    case '/gpFewerFrom':
      return { path: fault.path, message: readable(body.gpFewerFrom) ? SHARE_FAULTS.fewer : SHARE_FAULTS.percent };
    case '/gpDegradedBelow':
      return { path: fault.path, message: readable(body.gpDegradedBelow) ? SHARE_FAULTS.few : SHARE_FAULTS.percent };
    default:
      return fault;
  }
}

function readable(share: number): boolean {
  return share >= 0 && share <= 1;
}

export const PRACTICE_KIND: SettingKind<PracticeBody, PracticeDraft> = {
  toDraft,
  toBody,
  faultsOf(draft) {
    const body = toBody(draft);
    return faultsOfSettings(body).map((fault) => inPercent(fault, body));
  },
};
