import { z } from 'zod';
import { manifestSchema } from '../manifest/schema';

/** As much of JSON Schema 2020-12 as a manifest needs. https://json-schema.org/draft/2020-12 */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly pattern?: string;
  /** What editors show instead of the pattern: https://github.com/microsoft/vscode/blob/main/src/vs/base/common/jsonSchema.ts */
  readonly patternErrorMessage?: string;
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  /** A short form, then the map that it is short for. */
  readonly anyOf?: readonly JsonSchema[];
  /** Keys of which exactly one is there. */
  readonly oneOf?: readonly JsonSchema[];
}

/**
 * The manifest's schema for editors and other programs. It says what one value may be. What takes two values to see,
 * such as a name that has to exist elsewhere, only the commands check.
 */
export function manifestJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => Object.assign(jsonSchema, kept(zodSchema)),
  });
  // What zod adds beside the schema are functions: only the data is wanted.
  const data = JSON.parse(JSON.stringify(schema)) as Generated;
  return { $schema: String($schema), title: 'blueprint.yaml', ...standard(data) };
}

/** What fields.ts adds to a schema, beside the standard. */
interface Generated extends JsonSchema {
  readonly shortFor?: string;
  readonly exactlyOne?: readonly string[];
}

/** What zod knows and leaves out: defaults of fields with short forms, the sentence about what is allowed. */
function kept({ _zod: { def } }: z.core.$ZodTypes): Partial<JsonSchema> {
  if (def.type === 'default' || def.type === 'prefault') return { default: def.defaultValue };
  // `text` in fields.ts says the same whatever was found.
  const allowed = def.type === 'string' ? def.error?.({} as never) : undefined;
  return typeof allowed === 'string' ? { patternErrorMessage: `expected ${allowed}` } : {};
}

function standard({ shortFor, exactlyOne, ...schema }: Generated): JsonSchema {
  const inner: JsonSchema = {
    ...schema,
    ...(schema.items && { items: standard(schema.items) }),
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([key, value]) => [key, standard(value)]),
      ),
    }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: standard(schema.additionalProperties),
    }),
    ...(exactlyOne && { oneOf: exactlyOne.map((key) => ({ required: [key] })) }),
  };
  const short = shortFor === undefined ? undefined : inner.properties?.[shortFor];
  if (short === undefined) return inner;
  const { description, ...long } = inner;
  return { ...(description !== undefined && { description }), anyOf: [short, long] };
}
