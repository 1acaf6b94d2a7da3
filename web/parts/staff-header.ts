import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Session } from '../../shared/wire/session.ts';
import { STAFF_PATHS, type StaffFace } from '../../shared/wire/staff-paths.ts';
import { FACE_NAMES, STAFF } from '../../shared/words/staff.ts';

export interface StaffHeaderOptions {
  readonly face: StaffFace;
  readonly practice: string;
  readonly session: Session | null;
  readonly onSignOut: () => void;
}

const LINKS: readonly {
  readonly face: StaffFace;
  readonly path: string;
  readonly roles: readonly Session['role'][];
}[] = [
  { face: 'lead', path: STAFF_PATHS.lead, roles: ['lead', 'operations', 'admin'] },
  { face: 'operations', path: STAFF_PATHS.operations, roles: ['operations', 'admin'] },
  { face: 'wallboard', path: STAFF_PATHS.wallboard, roles: ['lead', 'read-only', 'operations', 'admin', 'display'] },
];

/** Their name, which leads to their account; a wallboard has none. */
function whoIs({ name, role }: Session, face: StaffFace): TemplateResult {
  if (role === 'display' || name === null) return html`<span>${name ?? STAFF.role[role]}</span>`;
  return html`<a class="bar__link" href=${PATHS.accountPage} title=${FACE_NAMES.account} aria-current=${face === 'account' ? 'page' : nothing}>${name}</a>`;
}

/** The bar over a staff page: practice, face, the other faces, who is signed in. */
export function staffHeader({ face, practice, session, onSignOut }: StaffHeaderOptions): TemplateResult {
  const links = LINKS.filter(({ roles }) => session && roles.includes(session.role));
  return html`<a class="nhsuk-skip-link" href="#main">${STAFF.skipToContent}</a>
  <header class="bar">
    <p class="bar__name"><span class="bar__practice">${practice}</span> <span class="bar__face">${FACE_NAMES[face]}</span></p>
    <nav class="bar__links" aria-label=${STAFF.faces}>
      ${links.map((link) => html`<a class="bar__link" href=${link.path} aria-current=${link.face === face ? 'page' : nothing}>${FACE_NAMES[link.face]}</a>`)}
      <a class="bar__link" href=${PATHS.home}>${STAFF.publicPage}</a>
    </nav>
    ${
      session === null
        ? nothing
        : html`<p class="bar__who">${whoIs(session, face)}
            <button class="bar__out" type="button" @click=${onSignOut}>${STAFF.signOut}</button></p>`
    }
  </header>`;
}
