import type { GpWording } from '../../../shared/practice/branch.ts';
import { faultsOfBranch, faultsOfSlug } from '../../../shared/practice/check-branch.ts';
import type { BranchBody, NewBranchBody } from '../../../shared/wire/practice.ts';
import { BRANCH_FAULTS } from '../../../shared/words/staff-practice.ts';
import type { FormFault } from '../forms/form.ts';
import { type ExceptionDraft, toExceptionBodies, toExceptionDrafts } from './exception-drafts.ts';
import { readNumber } from './numbers.ts';
import { readPosition, writePosition } from './position-text.ts';
import type { SettingKind } from './setting-edit.ts';

type Text = 'name' | 'odsCode' | 'address' | 'town' | 'postcode' | 'position' | 'phone' | 'hours';
type Texts = { readonly [F in Text | 'expectedGps' | 'listSize']: string };

/** A branch as it is filled in. */
export interface BranchDraft extends Texts {
  readonly slug: string;
  readonly exceptions: readonly ExceptionDraft[];
  readonly providers: BranchBody['providers'];
  readonly takesOthers: boolean;
  readonly gpWording: GpWording;
  readonly redirect111: boolean;
}

/** What a branch begins as in the form. */
export const EMPTY_BRANCH: NewBranchBody = {
  slug: '',
  name: '',
  odsCode: '',
  address: '',
  town: '',
  postcode: '',
  position: null,
  phone: '',
  hours: 'Mon-Fri 08:00-18:30',
  exceptions: [],
  expectedGps: Number.NaN,
  listSize: Number.NaN,
  providers: { internet: '', records: '', phones: '' },
  takesOthers: true,
  gpWording: 'numbers',
  redirect111: false,
};

function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function toDraft(body: NewBranchBody): BranchDraft {
  return {
    slug: body.slug,
    name: body.name,
    odsCode: body.odsCode,
    address: body.address,
    town: body.town,
    postcode: body.postcode,
    position: writePosition(body.position),
    phone: body.phone,
    hours: body.hours,
    exceptions: toExceptionDrafts(body.exceptions),
    expectedGps: numberText(body.expectedGps),
    listSize: numberText(body.listSize),
    providers: body.providers,
    takesOthers: body.takesOthers,
    gpWording: body.gpWording === 'words' ? 'words' : 'numbers',
    redirect111: body.redirect111,
  };
}

function toNewBody(draft: BranchDraft): NewBranchBody {
  const { internet, records, phones } = draft.providers;
  return {
    slug: draft.slug.trim(),
    name: draft.name.trim(),
    odsCode: draft.odsCode.trim(),
    address: draft.address.trim(),
    town: draft.town.trim(),
    postcode: draft.postcode.trim(),
    position: readPosition(draft.position),
    phone: draft.phone.trim(),
    hours: draft.hours.trim(),
    exceptions: toExceptionBodies(draft.exceptions),
    expectedGps: readNumber(draft.expectedGps),
    listSize: readNumber(draft.listSize),
    providers: { internet: internet.trim(), records: records.trim(), phones: phones.trim() },
    takesOthers: draft.takesOthers,
    gpWording: draft.gpWording,
    redirect111: draft.redirect111,
  };
}

/** What a branch that stands is sent as: its slug is in the address. */
export function toBranchBody(body: NewBranchBody): BranchBody {
  const { slug: _slug, ...rest } = body;
  return rest;
}

function inWords(fault: FormFault, { position }: NewBranchBody): FormFault {
  const isUnreadable = fault.path === '/position' && Number.isNaN(position?.lat);
  return isUnreadable ? { path: fault.path, message: BRANCH_FAULTS.position } : fault;
}

export const BRANCH_KIND: SettingKind<NewBranchBody, BranchDraft> = {
  toDraft,
  toBody: toNewBody,
  faultsOf(draft) {
    const body = toNewBody(draft);
    const { slug, ...rest } = body;
    return [...faultsOfBranch(rest), ...faultsOfSlug(slug)].map((fault) => inWords(fault, body));
  },
};
