import { html, LitElement, nothing } from 'lit';
import { mayLetIn, STAFF_ROLES, type StaffRole } from '../../../shared/people/roles.ts';
import { PATHS } from '../../../shared/wire/paths.ts';
import type { Invitation, People } from '../../../shared/wire/people.ts';
import type { Session } from '../../../shared/wire/session.ts';
import type { StaffBoard } from '../../../shared/wire/staff-board.ts';
import { branchesOf, PEOPLE, peopleCount } from '../../../shared/words/staff-people.ts';
import type { LiveView } from '../../live/live-board.ts';
import type { Face } from '../../staff/open-face.ts';
import type { Form } from '../forms/form.ts';
import { keepList } from '../lists/kept-list.ts';
import { listFrame } from '../lists/list-frame.ts';
import { linkCard } from './link-card.ts';
import { peopleReport } from './people-report.ts';
import { peopleTable } from './people-table.ts';
import { addForm, changeForm, linkForm, removeForm } from './person-forms.ts';

/** `/operations/people`: who may sign in. */
export class PeopleScreen extends LitElement {
  static override properties = {
    face: { attribute: false },
    view: { attribute: false },
    invitation: { state: true },
  };

  declare face: Face;
  declare view: LiveView<StaffBoard>;
  /** The link that was made last, until it is handed over. */
  declare invitation: Invitation | null;
  readonly #people = keepList<People>(this, () => ({ face: this.face, path: PATHS.people, now: this.view.now }));
  readonly #events = {
    onChanged: () => void this.#readAgain(),
    onLink: (invitation: Invitation) => {
      this.invitation = invitation;
      void this.#people.read();
      this.#focus('#link-heading');
    },
  };

  constructor() {
    super();
    this.invitation = null;
  }

  override createRenderRoot() {
    return this;
  }

  #open<D extends object>(form: Form<D>): void {
    this.querySelector('form-dialog')?.open(form);
  }

  #focus(selector: string): void {
    void this.updateComplete.then(() => {
      const place = this.querySelector<HTMLElement>(selector);
      place?.focus();
      place?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    });
  }

  async #readAgain(): Promise<void> {
    await this.#people.read();
    await this.updateComplete;
    // The row that somebody was in may be gone now.
    if (document.activeElement === document.body) this.#focus('#people-heading');
  }

  /** What is said of texts before the list is there promises nothing. */
  #texts(): People['texts'] {
    const state = this.#people.state();
    return state.kind === 'open' ? state.list.texts : { receives: false, sends: false };
  }

  /** What is said of mail before the list is there promises nothing. */
  #mail(): People['mail'] {
    const state = this.#people.state();
    return state.kind === 'open' ? state.list.mail : { sends: false };
  }

  /** Of whoever looks; a session that just ended gives nothing. */
  #role(): Session['role'] {
    return this.face.session()?.role ?? 'display';
  }

  /** Those that they may give. */
  #roles(): readonly StaffRole[] {
    return STAFF_ROLES.filter((role) => mayLetIn(this.#role(), role));
  }

  #nameOf(): (slug: string) => string {
    const names = new Map(this.view.board.branches.map(({ slug, name }) => [slug, name]));
    return (slug) => names.get(slug) ?? slug;
  }

  #sheet(invitation: Invitation) {
    const { practice } = this.view.board;
    const branches = branchesOf(invitation.person, this.#nameOf());
    const words = { practice: practice.name, branches, zone: practice.timeZone };
    return html`<printed-sheet .invitation=${invitation} .words=${words}></printed-sheet>`;
  }

  #table(list: People) {
    const { board, now } = this.view;
    return html`<p class="list-count">${peopleCount(list.people.length)}</p>
      ${peopleTable({
        list,
        role: this.#role(),
        now,
        zone: board.practice.timeZone,
        nameOf: this.#nameOf(),
        onChange: (person) =>
          this.#open(changeForm(person, person.id === list.you, board, this.#roles(), list.texts, this.#events)),
        onLink: (person) => this.#open(linkForm(person, list.mail, this.#events)),
        onRemove: (person) => this.#open(removeForm(person, person.id === list.you, this.#events)),
      })}`;
  }

  #hideLink(): void {
    this.invitation = null;
    this.#focus('#people-heading');
  }

  override render() {
    const { face, view, invitation } = this;
    const { board, now } = view;
    const zone = board.practice.timeZone;
    return html`<div class="list-head">
        <div><h1 class="list-head__title" id="people-heading" tabindex="-1">${PEOPLE.title}</h1><p>${PEOPLE.intro}</p></div>
        <button class="nhsuk-button nhsuk-button--small" type="button" @click=${() => this.#open(addForm(board, this.#roles(), { texts: this.#texts(), mail: this.#mail() }, this.#events))}>${PEOPLE.add}</button>
      </div>
      ${invitation === null ? nothing : linkCard({ invitation, now, zone, onDone: () => this.#hideLink() })}
      ${invitation?.by === 'sheet' ? this.#sheet(invitation) : nothing}
      ${listFrame(this.#people, view, (list) => this.#table(list))}
      ${peopleReport()}
      <form-dialog .face=${face}></form-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'people-screen': PeopleScreen;
  }
}
