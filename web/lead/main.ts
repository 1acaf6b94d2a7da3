import { showElement } from '../staff/open-face.ts';
import { LeadPage } from './lead-page.ts';
import { LeadSheet } from './lead-sheet.ts';

customElements.define('lead-sheet', LeadSheet);
customElements.define('branchboard-lead', LeadPage);
showElement('branchboard-lead');
