import { checksReference } from './checks';
import type { Topology } from '../topology/model';
import { guardrailsReference } from './guardrails';
import { manifestJsonSchema } from './json-schema';
import { manifestReference } from './manifest';
import { networkReference } from './network';

/** Files that are written by `npm run generate`, by their path in the project; `example` is what blueprint.yaml means. */
export function generatedFiles(example: Topology): Readonly<Record<string, string>> {
  const schema = manifestJsonSchema();
  return {
    'blueprint.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/checks.md': checksReference(),
    'docs/guardrails.md': guardrailsReference(example),
    'docs/manifest.md': manifestReference(schema),
    'docs/network.md': networkReference(),
  };
}
