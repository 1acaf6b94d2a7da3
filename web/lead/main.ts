import { STAFF_PATHS } from '../../shared/wire/staff-paths.ts';
import { PhoneLine } from '../parts/phone-line.ts';
import { showElement } from '../staff/open-face.ts';
import { LeadContact } from './lead-contact.ts';
import { LeadPage } from './lead-page.ts';
import { LeadSaid } from './lead-said.ts';
import { LeadSheet } from './lead-sheet.ts';

customElements.define('lead-contact', LeadContact);
customElements.define('lead-said', LeadSaid);
customElements.define('lead-sheet', LeadSheet);
customElements.define('phone-line', PhoneLine);
customElements.define('branchboard-lead', LeadPage);
showElement('branchboard-lead');

// A browser without workers, or a page without TLS on a practice's own network, has all but the opening without a network.
const { serviceWorker } = navigator as Partial<Navigator>;
serviceWorker
  ?.register(STAFF_PATHS.leadWorker, { scope: STAFF_PATHS.lead, updateViaCache: 'none' })
  .catch(() => undefined);
