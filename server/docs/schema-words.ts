/** As much of a JSON schema as is shown. */
export interface ShownSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly ShownSchema[];
  readonly items?: ShownSchema;
  readonly properties?: Readonly<Record<string, ShownSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** One line of a table: `gps.offSick`, what may stand there, what it means. */
export interface FieldLine {
  readonly path: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly description: string;
}

function limitsOf({ minimum, maximum, minLength, maxLength }: ShownSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  if (maximum !== undefined) return ` up to ${maximum}`;
  if (maxLength !== undefined) return ` of up to ${maxLength} characters`;
  return minLength === undefined ? '' : ` of ${minLength} or more characters`;
}

/** What may stand in a field: `integer 0 to 99`, `"up" | "down" | null`, `list of text`. */
export function kindOf(schema: ShownSchema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' | ');
  if (schema.type === 'array') return `list of ${schema.items ? kindOf(schema.items) : 'anything'}`;
  const type = schema.format ?? (schema.type === 'string' ? 'text' : (schema.type ?? 'anything'));
  return type + limitsOf(schema);
}

/** What a schema holds that has fields of its own, as `(path, schema)`. */
function insideOf(schema: ShownSchema, path: string): readonly (readonly [string, ShownSchema])[] {
  if (schema.properties) return [[path, schema]];
  if (schema.items) return insideOf(schema.items, `${path}[]`);
  return (schema.anyOf ?? []).flatMap((one) => insideOf(one, path));
}

/** Every field of a schema, at any depth. */
export function fieldLines(schema: ShownSchema, path = ''): readonly FieldLine[] {
  return insideOf(schema, path).flatMap(([prefix, { properties = {}, required = [] }]) =>
    Object.entries(properties).flatMap(([name, field]) => {
      const own = prefix === '' ? name : `${prefix}.${name}`;
      const line = {
        path: own,
        kind: kindOf(field),
        isRequired: required.includes(name),
        description: field.description ?? '',
      };
      return [line, ...fieldLines(field, own)];
    }),
  );
}
