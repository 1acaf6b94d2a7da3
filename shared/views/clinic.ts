import { type Instant, toIso } from '../practice/instant.ts';
import { addDays, localDay, startOfDay } from '../practice/local-time.ts';
import type { PublicBoard, PublicBranch } from '../wire/public-board.ts';
import { surgeryPath } from '../wire/public-paths.ts';

/** A thing of schema.org. */
export type SchemaThing = { readonly '@type': string } & { readonly [property: string]: unknown };

/** What is the matter, until the day is over: whoever keeps it longer must not show it. */
function announcement(branch: PublicBranch, board: PublicBoard, url: string, now: Instant): SchemaThing | null {
  if (branch.state !== 'degraded' && branch.state !== 'limited') return null;
  const zone = board.practice.timeZone;
  return {
    '@type': 'SpecialAnnouncement',
    name: branch.sentence,
    text: branch.sentence,
    datePosted: branch.changedAt ?? toIso(startOfDay(localDay(now, zone), zone)),
    expires: toIso(startOfDay(addDays(localDay(now, zone), 1), zone)),
    url,
  };
}

/** A surgery, and what is the matter there, as search engines read it; once the truth is old, the surgery alone. */
export function toClinic(
  branch: PublicBranch,
  board: PublicBoard,
  at: { readonly origin: string; readonly now: Instant; readonly isOld: boolean },
): { readonly '@context': string; readonly '@graph': readonly SchemaThing[] } {
  const url = at.origin + surgeryPath(branch.slug);
  const clinic: SchemaThing = {
    '@type': 'MedicalClinic',
    name: branch.name,
    url,
    telephone: branch.phone,
    address: {
      '@type': 'PostalAddress',
      streetAddress: branch.address,
      postalCode: branch.postcode,
    },
    parentOrganization: { '@type': 'MedicalOrganization', name: board.practice.name },
  };
  const told = at.isOld ? null : announcement(branch, board, url, at.now);
  return { '@context': 'https://schema.org', '@graph': told ? [clinic, told] : [clinic] };
}
