import type { TemplateResult } from 'lit/html.js';
import type { SendOptions } from '../../staff/send.ts';

/** Something that is wrong with one field: `/title`, and a sentence about it. */
export interface FormFault {
  readonly path: string;
  readonly message: string;
}

/** What a form's fields are drawn with. */
export interface FormContext<D> {
  readonly draft: D;
  readonly set: (change: Partial<D>) => void;
  /** What is wrong with a field (`title`), null when nothing is known to be. */
  readonly faultOf: (field: string) => string | null;
}

/** A form that is filled in and sent once. `D` is what is filled in. */
export interface Form<D> {
  readonly title: string;
  readonly lines?: readonly string[];
  /** What the button does: "Declare incident". */
  readonly action: string;
  /** Patients see it, or something ends: the button warns. */
  readonly warns?: boolean;
  readonly draft: D;
  /** By field, what its label says: a fault is told with it. */
  readonly labels: Readonly<Record<string, string>>;
  fields(context: FormContext<D>): TemplateResult;
  /** What can be known to be wrong before it is sent. */
  check(draft: D): readonly FormFault[];
  request(draft: D): Pick<SendOptions, 'method' | 'path' | 'body' | 'ifMatch' | 'tries'>;
  /** Said once it is stored. */
  readonly done: string;
  /** A refusal that tells that what was wanted is so already: what is to be removed is not there, say. */
  isSettled?(status: number): boolean;
  /** Said with a refusal after a try whose answer never came: that one may have been stored. */
  readonly afterLost?: string;
  /** Called with the answer once the form is gone and the focus is back. */
  stored?(answer: unknown): void;
  /** Called when it was refused, or nobody can tell. */
  failed?(): void;
}

/** The field that a path of the server is about: `/branches/2` is about `branches`. */
export function fieldOf({ path }: FormFault): string {
  return path.split('/')[1] ?? '';
}

/** Id of a field's control on the page. */
export function fieldId(field: string): string {
  return `form-${field}`;
}
