import { stringify } from 'yaml';
import type { JsonSchema } from './json-schema';
import { code, table } from './markdown';

/** The manifest's schema as a page: every key with its type, its default and its consequence, in the manifest's order. */
export function manifestReference(schema: JsonSchema): string {
  return `${[intro, ...sections(schema, [], 1, new Map())].join('\n\n')}\n`;
}

const intro = `<!-- written by \`npm run generate\` from lib/manifest: do not edit -->

# The manifest

Every key of [\`blueprint.yaml\`](../blueprint.yaml), which is the worked example. [\`blueprint.schema.json\`](../blueprint.schema.json)
is the same for editors; the first line of the example names it, and with a YAML language server that is completion and
checking as you type. The commands check more: names that have to exist, prefixes that must not overlap, accounts with two
owners.

- **Required** keys have no default. All others may be left out.
- \`<name>\` stands for a name of your own, \`[]\` for each entry of a list.
- A **short form** is one value in place of a map: \`main: '333333333333'\` means \`main: { id: '333333333333' }\`. Where one is
  allowed, the table says which key it stands for; the map's other keys then have their defaults.
- Account ids stand in quotes: YAML would read them as numbers and drop a leading zero.
- An unknown key is an error, and so are YAML's aliases and merge keys.

## Top level`;

/** A map's heading and table, then the maps in it. A map that stands in several places is described at the first. */
function sections(
  schema: JsonSchema,
  path: readonly string[],
  level: number,
  described: Map<string, string>,
): string[] {
  const keys = Object.entries(schema.properties ?? {});
  const rows = keys.map(([key, value]) => {
    const { type, map } = typeText(value, [...path, key], described);
    const presence = schema.required?.includes(key) ? '**required**' : defaultText(value);
    return { row: [code(key), plain(type), presence, plain(value.description ?? '')], map };
  });
  return [
    ...(path.length === 0 ? [] : [`${'#'.repeat(level)} ${code(pathText(path))}`]),
    ...oneOfText(schema),
    table(
      ['key', 'type', 'default', 'meaning'],
      rows.map(({ row }) => row),
    ),
    ...rows.flatMap(({ map }) =>
      map === undefined ? [] : sections(map.schema, map.path, level + 1, described),
    ),
  ];
}

interface Typed {
  readonly type: string;
  /** The map behind it, if it is described here for the first time. */
  readonly map?: { readonly schema: JsonSchema; readonly path: readonly string[] } | undefined;
}

function typeText(schema: JsonSchema, path: readonly string[], described: Map<string, string>): Typed {
  const [short, long] = schema.anyOf ?? [];
  if (short !== undefined && long !== undefined) {
    const field = Object.keys(long.properties ?? {}).find((key) => same(long.properties?.[key], short));
    const { type, map } = typeText(long, path, described);
    return { type: `${typeText(short, path, described).type} (short for \`${field}\`), or ${type}`, map };
  }
  if (schema.items !== undefined) {
    const { type, map } = typeText(schema.items, [...path, '[]'], described);
    return { type: `list${schema.minItems ? ` of ${schema.minItems} or more` : ''}: ${type}`, map };
  }
  if (typeof schema.additionalProperties === 'object') {
    const { type, map } = typeText(schema.additionalProperties, [...path, '<name>'], described);
    return { type: `map, name → ${type}`, map };
  }
  if (schema.type !== 'object') return { type: scalarText(schema) };
  const content = JSON.stringify([schema.properties, schema.required, schema.oneOf]);
  const known = described.get(content);
  if (known !== undefined) return { type: link('map', known) };
  described.set(content, pathText(path));
  return { type: link('map', pathText(path)), map: { schema, path } };
}

function scalarText(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  if (schema.const !== undefined) return code(schema.const);
  if (schema.type === 'boolean') return '`true` or `false`';
  if (schema.type === 'number') return `a whole number, ${schema.minimum} or more`;
  return schema.patternErrorMessage?.replace(/^expected /, '') ?? 'text';
}

/** A default of {} says only that the map may be left out; what is in it has defaults of its own. */
function defaultText({ default: value }: JsonSchema): string {
  if (value === undefined || JSON.stringify(value) === '{}') return '';
  return code(stringify(value, { collectionStyle: 'flow' }).trim());
}

function oneOfText({ oneOf = [] }: JsonSchema): string[] {
  const keys = oneOf.flatMap(({ required = [] }) => required);
  return keys.length === 0 ? [] : [`Exactly one of ${keys.map(code).join(' and ')} is there.`];
}

function pathText(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[]');
}

/** GitHub's anchor of a heading: https://docs.github.com/en/get-started/writing-on-github (section links) */
function link(text: string, path: string): string {
  return `[${text}](#${path.toLowerCase().replace(/[^a-z0-9_-]/g, '')})`;
}

/** Without what Markdown would take for a tag or for emphasis, but in code. */
function plain(text: string): string {
  const parts = text.split('`');
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(/[<*_]/g, '\\$&') : part)).join('`');
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
