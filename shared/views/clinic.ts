import { fromIso, type Instant, toIso } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import type { PublicBoard, PublicBranch, PublicPractice } from '../wire/public-board.ts';
import { surgeryPath } from '../wire/public-paths.ts';
import { formatClock } from '../words/times.ts';

/** A thing of schema.org. */
export type SchemaThing = { readonly '@type': string } & { readonly [property: string]: unknown };

function practiceThing({ name, website, phone }: PublicPractice): SchemaThing {
  return {
    '@type': 'MedicalOrganization',
    name,
    // What is not set is no property: undefined is not written.
    url: website === '' ? undefined : website,
    telephone: phone === '' ? undefined : phone,
  };
}

/** Today's openings, as of today alone: nobody may take them for those of every week. */
function openingsToday({ open }: PublicBranch, now: Instant, zone: string): readonly SchemaThing[] {
  const day = (at: Instant) => {
    const { year, month, day: number } = localDay(at, zone);
    return `${year}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
  };
  const time = (iso: string) => formatClock(fromIso(iso), zone);
  return open.today.map(({ from, to }) => ({
    '@type': 'OpeningHoursSpecification',
    opens: time(from),
    closes: time(to),
    validFrom: day(now),
    validThrough: day(now),
  }));
}

/** What is the matter, until the day is over: whoever keeps it longer must not show it. */
function announcement(branch: PublicBranch, board: PublicBoard, url: string, now: Instant): SchemaThing | null {
  if (branch.state !== 'degraded' && branch.state !== 'limited') return null;
  const zone = board.practice.timeZone;
  const own = board.notice?.branches.includes(branch.slug) ? board.notice.text.body : [];
  return {
    '@type': 'SpecialAnnouncement',
    name: branch.sentence,
    text: [branch.sentence, ...own].join(' '),
    datePosted: branch.changedAt ?? toIso(startOfDay(localDay(now, zone), zone)),
    expires: toIso(startOfDay(addDays(localDay(now, zone), 1), zone)),
    url,
    announcementLocation: { '@type': 'MedicalClinic', name: branch.name, url },
  };
}

/** A surgery, and what is the matter there, as search engines read it; once the truth is old, the surgery alone. */
export function toClinic(
  branch: PublicBranch,
  board: PublicBoard,
  at: { readonly origin: string; readonly now: Instant; readonly isOld: boolean },
): { readonly '@context': string; readonly '@graph': readonly SchemaThing[] } {
  const url = at.origin + surgeryPath(branch.slug);
  const { position } = branch;
  const clinic: SchemaThing = {
    '@type': 'MedicalClinic',
    '@id': `${url}#clinic`,
    name: branch.name,
    url,
    telephone: branch.phone,
    address: {
      '@type': 'PostalAddress',
      streetAddress: branch.address,
      postalCode: branch.postcode,
      addressCountry: 'GB',
    },
    geo: position ? { '@type': 'GeoCoordinates', latitude: position.lat, longitude: position.lon } : undefined,
    parentOrganization: practiceThing(board.practice),
    specialOpeningHoursSpecification: openingsToday(branch, at.now, board.practice.timeZone),
  };
  const told = at.isOld ? null : announcement(branch, board, url, at.now);
  return { '@context': 'https://schema.org', '@graph': told ? [clinic, told] : [clinic] };
}
