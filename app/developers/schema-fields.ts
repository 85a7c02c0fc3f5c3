import { z } from 'zod';

/** JSON Schema as far as the protocol's bodies use it. */
export interface Schema {
  type?: string | undefined;
  format?: string | undefined;
  const?: string | number | undefined;
  enum?: string[] | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Schema> | undefined;
  items?: Schema | undefined;
  oneOf?: Schema[] | undefined;
  anyOf?: Schema[] | undefined;
}

export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    format: z.string().optional(),
    const: z.union([z.string(), z.number()]).optional(),
    enum: z.array(z.string()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), Schema).optional(),
    items: Schema.optional(),
    oneOf: z.array(Schema).optional(),
    anyOf: z.array(Schema).optional(),
  }),
);

/** One line of a table of fields. */
export interface SchemaField {
  /** From the body's root: `subjects[].idNumber`. */
  path: string;
  name: string;
  type: string;
  required: boolean;
}

/** A body's fields, each followed by those inside it. Of several shapes a field is required where all of them demand it. */
export function listFields(schema: Schema, path = ''): SchemaField[] {
  const shapes = schema.oneOf ?? [schema];
  const names = [...new Set(shapes.flatMap(({ properties = {} }) => Object.keys(properties)))];
  return names.flatMap((name) => {
    const found = shapes.flatMap(({ properties }) => properties?.[name] ?? []);
    const [first = {}] = found;
    const required = shapes.every((shape) => shape.required?.includes(name) === true);
    const types = [...new Set(found.map(typeOf))];
    const here = path === '' ? name : `${path}.${name}`;
    const inner = first.items?.properties ? first.items : first;
    const below = listFields(inner, first.items ? `${here}[]` : here);
    return [{ path: here, name, type: types.join(' | '), required }, ...below];
  });
}

/** A type in the words of JSON Schema. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map(typeOf))].join(' | ');
  if (schema.items) return `${typeOf(schema.items)}[]`;
  return schema.format ?? schema.type ?? 'object';
}
