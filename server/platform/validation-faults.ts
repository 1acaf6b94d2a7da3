import type { Fault } from '../../shared/wire/problem.ts';

/** One error of the schema validator, as far as it is read here. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath?: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  'date-time': 'a date and time, as in 2019-12-31T09:05:00Z',
  uuid: 'a UUID',
};

function typeWords(type: unknown): string {
  const types = Array.isArray(type) ? type : [type];
  return types.map((name) => TYPE_WORDS[String(name)] ?? String(name)).join(' or ');
}

function toMessage({ keyword, params, message }: SchemaError): string {
  switch (keyword) {
    case 'additionalProperties':
      return 'is not a known field.';
    case 'required':
      return 'is missing.';
    case 'type':
      return `must be ${typeWords(params.type)}.`;
    case 'enum':
      return `must be one of ${(params.allowedValues as readonly unknown[]).join(', ')}.`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}.`;
    case 'minimum':
      return `must be ${params.limit} or more.`;
    case 'maximum':
      return `must be ${params.limit} or less.`;
    case 'minLength':
      return `must have ${params.limit} or more characters.`;
    case 'maxLength':
      return `must have ${params.limit} or fewer characters.`;
    case 'minItems':
      return `must hold ${params.limit} or more.`;
    case 'maxItems':
      return `must hold ${params.limit} or fewer.`;
    case 'uniqueItems':
      return 'must not name anything twice.';
    case 'minProperties':
      return 'must hold at least one field.';
    case 'format':
      return `must be ${FORMAT_WORDS[String(params.format)] ?? String(params.format)}.`;
    default:
      return `${message ?? 'is not valid'}.`;
  }
}

/** The field an error is about: a missing or unknown one is named by the validator beside its parent. */
function toPath({ keyword, instancePath, params }: SchemaError): string {
  if (keyword === 'additionalProperties') return `${instancePath}/${String(params.additionalProperty)}`;
  if (keyword === 'required') return `${instancePath}/${String(params.missingProperty)}`;
  return instancePath;
}

/**
 * A union reports each of its branches and itself. People need one line: the fault of the branch that was meant, else
 * what the types may be.
 */
function withoutUnions(errors: readonly SchemaError[]): SchemaError[] {
  let rest = [...errors];
  for (const union of errors.filter((error) => error.keyword === 'anyOf')) {
    const inside = rest.filter((error) => error.schemaPath?.startsWith(`${union.schemaPath}/`));
    const others = rest.filter((error) => error !== union && !inside.includes(error));
    const meant = inside.filter((error) => error.keyword !== 'type');
    const types = inside.map((error) => error.params.type);
    rest = [...others, ...(meant.length > 0 ? meant : [{ ...union, keyword: 'type', params: { type: types } }])];
  }
  return rest;
}

/** Every fault the validator found, in plain words. `part` is where it looked: `body`, `querystring`, `params`. */
export function toFaults(errors: readonly SchemaError[], part: string): Fault[] {
  return withoutUnions(errors).map((error) => {
    const path = toPath(error);
    return { path: part === 'body' ? path : `${part}:${path.slice(1)}`, message: toMessage(error) };
  });
}
