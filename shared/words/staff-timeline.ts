import type {
  AlertFact,
  CheckFact,
  Fact,
  GpCounts,
  NoticeFact,
  ProbeFact,
  ReportFact,
  ReportVia,
  SignalFact,
} from '../facts/fact.ts';
import { SERVICES } from '../facts/fact.ts';
import { availableGps } from '../board/gps.ts';
import type { Branch } from '../practice/branch.ts';
import type { Erased, TextField } from '../facts/erasure.ts';
import { erasureSentence } from './erasure.ts';
import { checkSentence, incidentSentences } from './incidents.ts';
import { capitalise, listOf } from './lists.ts';
import { accessChange, serviceChange } from './recent.ts';
import { serviceName } from './services.ts';
import { formatTime } from './times.ts';

/** What the words about a fact are made of, beside the fact itself. */
export interface FactSetting {
  readonly nameOf: (slug: string) => string;
  readonly zone: string;
  /** The branch as it was set up before this fact; null when this is its first. */
  readonly before: Branch | null;
  /** Which of its texts were erased, when and by whom; absent: none. */
  readonly erased?: ReadonlyMap<TextField, Erased> | undefined;
}

const CONTACT_WORDS: { readonly [S in SignalFact['contact']]: string } = {
  heard: 'Its sender is heard.',
  late: 'Its sender is late.',
  suspect: 'Its sender is silent, and nobody has confirmed why.',
  lost: 'Contact lost.',
  recovering: 'Its sender is heard again, and not trusted yet.',
};

/** What a setting is called, by field; what is not listed here changes nothing that people see. */
const SETTING_WORDS: { readonly [F in keyof Branch]?: string } = {
  name: 'name',
  odsCode: 'ODS code',
  address: 'address',
  town: 'town',
  postcode: 'postcode',
  position: 'place on the map',
  phone: 'phone number',
  hours: 'opening hours',
  exceptions: 'days out of the ordinary',
  expectedGps: 'GPs usually planned',
  listSize: 'list size',
  providers: 'providers',
  takesOthers: 'whether it takes patients of others',
  gpWording: 'how patients are told of GPs',
  redirect111: 'whether its phones tell callers of NHS 111',
};

function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function servicesSentence(it: NonNullable<ReportFact['it']>): string {
  if (SERVICES.every((service) => it[service] === 'working')) return 'All IT working.';
  const said = SERVICES.flatMap((service) => {
    const state = it[service];
    // Without a word before it, only that something works would be no change.
    return state === undefined ? [] : (serviceChange(service, 'unknown', state) ?? serviceName(service));
  });
  return asSentence(capitalise(said.join(', ').toLowerCase()));
}

function gpsSentence(gps: GpCounts): string {
  const absent = [
    gps.offSick > 0 && `${gps.offSick} off sick`,
    gps.away > 0 && `${gps.away} away`,
    gps.locums > 0 && `${gps.locums} ${gps.locums === 1 ? 'locum' : 'locums'}`,
  ].filter((part) => part !== false);
  return `GPs ${[`${availableGps(gps)} of ${gps.expected} in`, ...absent].join(', ')}.`;
}

const VIA_WORDS: { readonly [V in ReportVia]: string } = {
  text: 'By text.',
  'text-code': 'By text, confirmed by a code.',
  'text-signal': 'By text, confirmed by its sender.',
  'text-office': 'By text, confirmed by operations.',
};

function reportSentences({ it, gps, access, message, note, confirm, via }: ReportFact): (string | null)[] {
  return [
    it ? servicesSentence(it) : null,
    gps ? gpsSentence(gps) : null,
    access ? asSentence(accessChange('closed', access) ?? '') : null,
    message ? `Message to patients: ${asSentence(message)}` : null,
    message === null ? 'Message to patients taken away.' : null,
    note ? `Note: ${asSentence(note)}` : null,
    note === null ? 'Note taken away.' : null,
    confirm ? 'Still so.' : null,
    via ? VIA_WORDS[via] : null,
  ];
}

function settingSentence(branch: Branch, before: Branch | null): string {
  if (before === null) return 'Branch set up.';
  if (branch.retired !== before.retired) return branch.retired ? 'Left the practice.' : 'Part of the practice again.';
  const changed = Object.entries(SETTING_WORDS).flatMap(([field, words]) => {
    const name = field as keyof Branch;
    return JSON.stringify(branch[name]) === JSON.stringify(before[name]) ? [] : [words];
  });
  return changed.length === 0 ? 'Settings saved, nothing changed.' : `${capitalise(listOf(changed))} changed.`;
}

function noticeSentence({ control, until, branches, reason }: NoticeFact, { nameOf, zone }: FactSetting): string {
  const why = reason === null ? '' : `: ${reason}`;
  const end = until === null ? '' : ` until ${formatTime(until, zone)}`;
  switch (control) {
    case 'auto':
      return asSentence(`NHS 111 notice follows its rule again${why}`);
    case 'hold':
      return asSentence(`NHS 111 notice held back${end}${why}`);
    case 'keep':
      return asSentence(`NHS 111 notice kept up for ${listOf(branches.map(nameOf))}${end}${why}`);
  }
}

function alertSentence({ branch, state, reason }: AlertFact): string {
  const whose = branch === null ? 'Alert state of the practice' : 'Alert state';
  if (state === null) return `${whose}: declaration taken back.`;
  return asSentence(`${whose} declared ${state}${reason === null ? '' : `: ${reason}`}`);
}

function tickSentence(fact: CheckFact): string {
  return fact.incident === null ? `NHS 111 notice: ${checkSentence(fact)}` : `Incident: ${checkSentence(fact)}`;
}

const PROBE_WORDS: { readonly [S in ProbeFact['state']]: string } = {
  working: 'answers',
  degraded: 'answers, but not properly',
  down: 'does not answer',
  unknown: 'is not checked',
};

/** What a fact says, in plain words for staff. */
export function factSentence(fact: Fact, setting: FactSetting): string {
  switch (fact.kind) {
    case 'report':
      return reportSentences(fact)
        .filter((part) => part !== null)
        .join(' ');
    case 'signal':
      return CONTACT_WORDS[fact.contact];
    case 'probe':
      return `Its sender checks: ${serviceName(fact.service).toLowerCase()} ${PROBE_WORDS[fact.state]}.`;
    case 'flapping':
      return fact.flapping ? 'Its contact comes and goes.' : 'Its contact is steady again.';
    case 'branch':
      return settingSentence(fact.branch, setting.before);
    case 'practice':
      return 'Settings of the practice changed.';
    case 'incident': {
      const { nameOf, zone } = setting;
      const said = incidentSentences(fact, { nameOf, zone, opens: fact.seq === fact.incident, shown: true });
      return said.map(({ sentence }) => asSentence(sentence)).join(' ');
    }
    case 'notice':
      return noticeSentence(fact, setting);
    case 'alert':
      return alertSentence(fact);
    case 'check':
      return tickSentence(fact);
    case 'planned':
      return fact.work ? asSentence(`Work is planned: ${fact.work.title ?? 'erased'}`) : 'Planned work was called off.';
    case 'erasure':
      return asSentence(erasureSentence(fact));
  }
}
