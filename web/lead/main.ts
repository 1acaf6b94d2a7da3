import { showElement } from '../staff/open-face.ts';
import { LeadPage } from './lead-page.ts';
import { LeadSaid } from './lead-said.ts';
import { LeadSheet } from './lead-sheet.ts';

customElements.define('lead-said', LeadSaid);
customElements.define('lead-sheet', LeadSheet);
customElements.define('branchboard-lead', LeadPage);
showElement('branchboard-lead');
