import { findUpstream } from '../catalog/upstreams';
import { pathText, type Finding, type Path } from '../manifest/problems';
import { credentialVariables, secretName } from '../topology/names';
import type { Check } from './check';
import { entryLists, everyEntry, type PlacedEntry } from './pull-through';

const secretGuide =
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html';

/** Tokens are there where ECR needs one, and nowhere else. */
export const credentialChecks: readonly Check[] = [
  {
    id: 'credentials-missing',
    severity: 'error',
    why: 'ECR refuses to create the rule without a secret.',
    source: secretGuide,
    run: ({ manifest }) => everyEntry(manifest, missing),
  },
  {
    id: 'credentials-unused',
    severity: 'error',
    why: 'ECR takes no secret for this upstream; the token would lie there for nothing.',
    source: secretGuide,
    run: ({ manifest }) => everyEntry(manifest, unused),
  },
  {
    id: 'existing-secret-version',
    severity: 'error',
    why: 'The blueprint only reads a secret that exists already, so a version would promise a rotation that never happens.',
    source: secretGuide,
    run: ({ manifest }) => everyEntry(manifest, versionOfExisting),
  },
  {
    id: 'secret-conflict',
    severity: 'error',
    why: 'One secret of one registry is either created or there already, and has one version.',
    source: secretGuide,
    run: ({ manifest }) => entryLists(manifest).flatMap(({ entries }) => conflicts(entries)),
  },
  {
    id: 'secret-variable',
    severity: 'error',
    why: 'Tokens come in as Terraform variables named after the secret: two secrets with one variable would get one token.',
    source: 'https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name',
    run: ({ manifest }) => entryLists(manifest).flatMap(({ entries }) => variables(entries)),
  },
];

function missing({ entry: { upstream: id = '', credentials }, path }: PlacedEntry): Finding[] {
  if (findUpstream(id)?.credentials !== 'required' || credentials !== undefined) return [];
  const message = `found no credentials, expected credentials: { secret: ${id} }, as ECR fetches from ${id} only with a token`;
  return [{ path, message }];
}

function unused({ entry: { hub, upstream: id = '', credentials }, path }: PlacedEntry): Finding[] {
  if (credentials === undefined) return [];
  const here = [...path, 'credentials'];
  if (hub !== undefined)
    return [
      { path: here, message: 'found credentials beside hub, expected none: a role fetches from the hub' },
    ];
  return findUpstream(id)?.credentials === 'none'
    ? [{ path: here, message: `found credentials for ${id}, expected none: ECR fetches from it without` }]
    : [];
}

function versionOfExisting({ entry: { credentials }, path }: PlacedEntry): Finding[] {
  if (credentials?.version === undefined || credentials.secret !== undefined) return [];
  const message =
    'found a version of an existing secret, expected none: the blueprint only reads that secret';
  return [{ path: [...path, 'credentials', 'version'], message }];
}

function conflicts(entries: readonly PlacedEntry[]): Finding[] {
  const first = new Map<string, { kind: string; path: Path }>();
  return entries.flatMap(({ entry: { credentials }, path }): Finding[] => {
    const name = credentials?.secret ?? credentials?.existing;
    if (credentials === undefined || name === undefined) return [];
    const kind =
      credentials.existing === undefined ? `version ${credentials.version ?? 1}` : 'an existing one';
    const here = [...path, 'credentials'];
    const other = first.get(name) ?? { kind, path: here };
    first.set(name, other);
    if (other.kind === kind) return [];
    const message = `found the secret "${name}" as ${kind}, while ${pathText(other.path)} has it as ${other.kind}, expected the same in one registry`;
    return [{ path: here, message }];
  });
}

function variables(entries: readonly PlacedEntry[]): Finding[] {
  const owners = new Map<string, string>();
  return entries.flatMap(({ entry: { credentials }, path }): Finding[] => {
    const name = credentials?.secret;
    if (name === undefined) return [];
    const here = [...path, 'credentials', 'secret'];
    const { token } = credentialVariables(secretName(name));
    const owner = owners.get(token) ?? name;
    owners.set(token, owner);
    if (!/^[A-Za-z_]/.test(token)) {
      const message = `found "${name}", which makes the variable TF_VAR_${token}, expected a name that starts with a letter`;
      return [{ path: here, message }];
    }
    if (owner === name) return [];
    const message = `found "${name}", whose variable TF_VAR_${token} is that of "${owner}" too, expected names that differ in letters or digits`;
    return [{ path: here, message }];
  });
}
