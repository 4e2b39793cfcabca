import { checksReference } from './checks';
import { manifestJsonSchema } from './json-schema';
import { manifestReference } from './manifest';

/** Files that are written by `npm run generate`, by their path in the project. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const schema = manifestJsonSchema();
  return {
    'blueprint.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/checks.md': checksReference(),
    'docs/manifest.md': manifestReference(schema),
  };
}
