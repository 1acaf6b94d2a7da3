import type { Service, ServiceState } from '../facts/fact.ts';
import type { Instant } from '../practice/instant.ts';
import type { FactAge } from '../wallboard/fact-age.ts';
import type { Tile, TileLook, TileOpening } from '../wallboard/tile.ts';
import type { Reason } from '../wire/public-board.ts';
import { SERVICE_WORDS } from './page.ts';
import { contactWord } from './staff-contact.ts';
import { formatShortAge, SERVICE_LABELS } from './staff.ts';
import { alertWords, shortAhead, shortSince } from './staff-wallboard.ts';
import { formatClock } from './times.ts';

const LOOK_WORDS: { readonly [L in TileLook]: string } = {
  normal: 'Working normally',
  limited: 'Limited',
  degraded: 'In trouble',
  closed: 'Closed',
  unknown: 'Not known: nothing heard',
  silent: 'Not heard',
};

/** Silent for patients, and beating again for those who look closer. */
const HEARD_AGAIN = 'Heard again';

const REASON_WORDS: { readonly [R in Reason]: string } = {
  'internet-down': 'Internet down',
  'records-down': 'Records down',
  'phones-down': 'Phones down',
  'not-heard': 'Not heard',
  'no-gps': 'No GPs in',
  'gps-under-half': 'GPs under half',
  'phone-only': 'Phone only',
  'closed-by-report': 'Doors closed',
  incident: 'Incident',
  intermittent: 'On and off',
  'it-degraded': 'IT partly down',
  'few-gps': 'Few GPs',
  'fewer-gps': 'Fewer GPs',
  'not-told': 'Nothing told',
};

/** The same where there is hardly room. */
const SHORT_REASON_WORDS: { readonly [R in Reason]: string } = {
  'internet-down': 'Net down',
  'records-down': 'Rec down',
  'phones-down': 'Pho down',
  'not-heard': 'Not heard',
  'no-gps': 'No GPs in',
  'gps-under-half': 'GPs < half',
  'phone-only': 'Phone only',
  'closed-by-report': 'Doors shut',
  incident: 'Incident',
  intermittent: 'On and off',
  'it-degraded': 'IT partly',
  'few-gps': 'Few GPs',
  'fewer-gps': 'Fewer GPs',
  'not-told': 'Not told',
};

/** "Internet down", "Working normally"; `short` where there is hardly room. */
export function tileState({ look, reasons, contact }: Tile, length: 'full' | 'short' = 'full'): string {
  const reason = reasons[0];
  if (look === 'silent' && contact.state === 'recovering') return HEARD_AGAIN;
  if ((look !== 'degraded' && look !== 'limited') || !reason) return LOOK_WORDS[look];
  return length === 'full' ? REASON_WORDS[reason] : SHORT_REASON_WORDS[reason];
}

/** "since 09:05"; null where all is well, and where nobody can tell. */
export function tileSince({ look, since, contact }: Tile, now: Instant, zone: string): string | null {
  const isCalm = look === 'normal' || look === 'closed' || look === 'unknown';
  if (look === 'silent' && contact.state === 'recovering') return null;
  return isCalm || since === null ? null : `since ${shortSince(since, now, zone)}`;
}

/** What a screen reader says of the number: "4 of 8 GPs in". */
export function gpsSpoken({ gps }: Tile): string {
  return gps === null ? 'GPs not known' : `${gps.available} of ${gps.expected} GPs in`;
}

/** What stands beside the number of GPs, a line each. */
export function gpsLines({ gps, usualGps }: Tile): readonly string[] {
  if (gps === null) return ['GPs not known', `usually ${usualGps}`];
  const locums = gps.locums === 0 ? [] : [`${gps.locums} ${gps.locums === 1 ? 'locum' : 'locums'}`];
  return [`${gps.offSick} off sick`, `${gps.away} away`, ...locums];
}

/** The same where there is hardly room. */
export function gpsShortLines({ gps, usualGps }: Tile): readonly string[] {
  if (gps === null) return ['not known', `usually ${usualGps}`];
  const locums = gps.locums === 0 ? '' : ` ${gps.locums} loc`;
  return [`${gps.offSick} sick${locums}`, `${gps.away} away`];
}

const PHONE_ONLY = { full: 'phone only', short: 'phone' } as const;

/** "open to 18:30", "phone only to 18:30", "doors closed", "closed to 08:00", "closed"; `short` beside other news. */
export function openingWords(
  { open, access, until, opensAt }: TileOpening,
  now: Instant,
  zone: string,
  length: 'full' | 'short' = 'full',
): string {
  const to = until === null ? '' : ` to ${formatClock(until, zone)}`;
  if (until !== null && access === 'closed') return 'doors closed';
  if (open) return `${access === 'phone-only' ? PHONE_ONLY[length] : 'open'}${to}`;
  return opensAt === null ? 'closed' : `closed to ${shortAhead(opensAt, now, zone)}`;
}

/** "to 18:30"; null while nobody can come in. */
export function untilWords({ open, until }: TileOpening, zone: string): string | null {
  return open && until !== null ? `to ${formatClock(until, zone)}` : null;
}

/** What a screen reader says of the sender. */
export function contactSpoken({ contact }: Tile): string {
  return contact.hasSender ? `sender: ${contactWord(contact)}` : contactWord(contact);
}

/** "IT 97 min", "GPs not said". */
export function ageWords(label: string, { at }: FactAge, now: Instant): string {
  return at === null ? `${label} not said` : `${label} ${formatShortAge(now - at)}`;
}

/** "IT 59m", "GPs –": the same where there is hardly room. */
export function ageShortWords(label: string, { at }: FactAge, now: Instant): string {
  return at === null
    ? `${label} ?`
    : `${label} ${formatShortAge(now - at)
        .replace(' ', '')
        .replace('min', 'm')}`;
}

export const AGE_LABELS = { it: 'IT', gps: 'GPs', doors: 'doors', contact: 'sender' } as const;

/** The same where there is hardly room; the legend tells them. */
export const AGE_SHORT_LABELS = { it: 'IT', gps: 'GPs', doors: 'D', contact: 'S' } as const;

/** "BLACK (4), declared RED (3)". */
export function tileAlert({ alert, declared }: Tile): string {
  const calculated = `Alert ${alertWords(alert)}`;
  return declared === null ? calculated : `${alertWords(alert)}, declared ${alertWords(declared)}`;
}

/** "BLACK 4", or "4 ▸ RED 3" when another was declared. */
export function tileAlertShort({ alert, declared }: Tile): string {
  if (declared === null) return alert === null ? 'alert ?' : `${alert.state} ${alert.opel}`;
  return `${alert?.opel ?? '?'} ▸ ${declared.state} ${declared.opel}`;
}

export const TILE_FLAGS = { disputed: 'disputed', asked: 'net down?', confirmDue: 'still so?' } as const;

/** "Changed at 10:41". */
export function changedAtWords(at: Instant, zone: string): string {
  return `Changed at ${formatClock(at, zone)}`;
}

/** "Records not working". */
export function serviceSpoken(service: Service, state: ServiceState): string {
  return `${SERVICE_LABELS[service].name} ${SERVICE_WORDS[state]}`;
}

/** One letter for a service, where four have no room. */
export const SERVICE_LETTERS: { readonly [S in Service]: string } = {
  internet: 'N',
  records: 'R',
  phones: 'P',
  online: 'O',
  prescriptions: 'X',
};

/** The letter for a branch's own sender, beside those of its services. */
export const SENDER_LETTER = 'S';

export const NO_SENDER = '–';
