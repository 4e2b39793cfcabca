import type { PullThroughRegistry, PullThroughRule, ReplicatedRegistry } from '../topology/registry-model';
import type { Topology } from '../topology/model';
import { registryHost } from '../topology/names';
import { imageNotes, type Note, type Place } from './image-notes';
import {
  imageOrigin,
  pathThrough,
  registryOf,
  type EnvironmentRegistry,
  type ImageOrigin,
} from './image-origin';
import { imageName, MAX_REPOSITORY_LENGTH, type ImageReference } from './image-reference';
import { noReplica, noRule, type Refusal } from './no-name';
import { chainedRule, excludedBy, isBelow, repositoryBelow, ruleFor } from './rule-paths';

/** What an image is called in one registry of an environment, or why it cannot be had there. */
export type Resolution = NamedImage | NoName;

export interface NamedImage {
  readonly registry: EnvironmentRegistry;
  /** Full name, tag and digest included. */
  readonly name: string;
  /** Which rule or replication brings it there. */
  readonly why: string;
  readonly notes: readonly Note[];
}

export interface NoName extends Refusal {
  readonly registry: EnvironmentRegistry;
  readonly name: undefined;
}

/** One answer for each registry of the environment, in the topology's order. Pure: the same question, the same answer. */
export function resolveImage(
  topology: Topology,
  environment: string,
  reference: ImageReference,
): Resolution[] {
  const origin = imageOrigin(topology, reference);
  return topology.registries
    .filter((registry): registry is EnvironmentRegistry => registry.kind !== 'hub')
    .filter((registry) => registry.environment === environment)
    .map((registry) => {
      const found = place(topology, registry, reference, origin);
      if ('next' in found) return { registry, name: undefined, why: found.why, next: found.next };
      const { repository, why } = found;
      const name = imageName({
        ...reference,
        registry: registryHost(topology.partition, registry),
        repository,
      });
      return { registry, name, why, notes: imageNotes({ registry, reference, origin, ...found }) };
    });
}

function place(
  topology: Topology,
  registry: EnvironmentRegistry,
  reference: ImageReference,
  origin: ImageOrigin,
): Place | Refusal {
  return registry.kind === 'replicated'
    ? replica(topology, registry, origin)
    : cached(topology, registry, reference, origin);
}

function replica(topology: Topology, registry: ReplicatedRegistry, origin: ImageOrigin): Place | Refusal {
  if (origin.kind !== 'hub') return noReplica(topology, registry, origin);
  const namespace = registry.namespaces.find((candidate) => isBelow(candidate, origin.path));
  return namespace === undefined
    ? noReplica(topology, registry, origin)
    : { repository: origin.path, why: `the hub replicates ${namespace}/ to it` };
}

function cached(
  topology: Topology,
  registry: PullThroughRegistry,
  reference: ImageReference,
  origin: ImageOrigin,
): Place | Refusal {
  if (origin.kind === 'local' && origin.registry === registry) {
    return { repository: origin.path, why: 'a repository of this registry, which no rule fills' };
  }
  const places = registry.rules.flatMap((rule) => {
    const path = pathThrough(topology, rule, origin);
    return path === undefined ? [] : [{ rule, behind: chainedRule(topology, rule), path }];
  });
  if (places.length === 0) return noRule(topology, registry, origin);
  // Two rules may lead to one upstream: a name of this environment stays, else the manifest's first that may have it.
  const answers = places.map((candidate) => throughRule(registry, candidate));
  const named = answers.filter((answer) => 'repository' in answer);
  const written = registryOf(topology, reference);
  const isOwn = written?.kind === 'pull-through' && written.environment === registry.environment;
  const same = named.find(({ repository }) => isOwn && repository === reference.repository);
  return same ?? named[0] ?? (answers[0] as Refusal);
}

interface Candidate {
  readonly rule: PullThroughRule;
  readonly behind: PullThroughRule | undefined;
  readonly path: string;
}

function throughRule(registry: PullThroughRegistry, { rule, behind, path }: Candidate): Place | Refusal {
  const repository = repositoryBelow(rule.prefix, path);
  const why = `rule ${ruleText(rule)}${behind === undefined ? '' : ` → ${behind.upstream.url}`}`;
  const only = excludedBy(path, rule, behind);
  if (only !== undefined) {
    return {
      why: `${why} lets through ${only.join(', ')} only, and ${path} is not among them`,
      next: [libraryHint(behind ?? rule, only, path) ?? 'add it to `only` of that rule in the manifest'],
    };
  }
  const taker = ruleFor(registry.rules, repository);
  if (taker !== undefined && taker !== rule) {
    return {
      why: `${why} takes what no other rule has, and ${repository} belongs to the rule ${ruleText(taker)}`,
      next: [`give the rule ROOT a prefix of its own in the manifest`],
    };
  }
  if (repository.length > MAX_REPOSITORY_LENGTH) {
    // ECR itself takes 256: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    return {
      why: `${why} would make a repository name of ${repository.length} characters, and ${MAX_REPOSITORY_LENGTH} are the most that Docker reads`,
      next: ['give the rule a shorter prefix in the manifest'],
    };
  }
  return { repository, why, rule, behind };
}

/** `only: [nginx]` is a natural thing to write, and never what Docker Hub has. */
function libraryHint(rule: PullThroughRule, only: readonly string[], path: string): string | undefined {
  const official = /^library\/(.*)$/.exec(path)?.[1];
  return rule.upstream.kind === 'external' &&
    rule.upstream.id === 'docker-hub' &&
    official !== undefined &&
    only.includes(official)
    ? `write ${path} instead of ${official}: official images lie under library/`
    : undefined;
}

function ruleText({ prefix, upstream }: PullThroughRule): string {
  const local = prefix === 'ROOT' ? 'ROOT' : `${prefix}/`;
  return upstream.kind === 'external' || upstream.namespace === undefined
    ? `${local} → ${upstream.url}`
    : `${local} → ${upstream.url}/${upstream.namespace}/`;
}
