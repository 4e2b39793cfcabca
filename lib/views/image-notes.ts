import type { PullThroughRule } from '../topology/registry-model';
import type { EnvironmentRegistry, ImageOrigin } from './image-origin';
import type { ImageReference } from './image-reference';
import { isBelow, pathBelow } from './rule-paths';

/** What may go wrong although the name is right. */
export interface Note {
  readonly about: 'hub' | 'digest' | 'latest' | 'library' | 'chained' | 'first pull' | 'replica' | 'unfilled';
  readonly text: string;
  readonly source: string;
}

/** Where an image lies in a registry. */
export interface Place {
  readonly repository: string;
  readonly why: string;
  /** Left out: no rule brings it. */
  readonly rule?: PullThroughRule;
  /** The hub's own rule behind `rule`, if there are two. */
  readonly behind?: PullThroughRule | undefined;
}

interface Noted extends Place {
  readonly registry: EnvironmentRegistry;
  readonly reference: ImageReference;
  readonly origin: ImageOrigin;
}

export function imageNotes(image: Noted): Note[] {
  const found =
    image.registry.kind === 'replicated'
      ? replicated(image)
      : image.rule === undefined
        ? unfilled
        : cached(image);
  return [hubName(image), ...found].filter((note) => note !== undefined);
}

const guide = (page: string) => `https://docs.aws.amazon.com/AmazonECR/latest/userguide/${page}.html`;
const roadmap = (issue: number) => `https://github.com/aws/containers-roadmap/issues/${issue}`;

/** Docker would read such a name as one of Docker Hub. */
function hubName({ origin, reference }: Noted): Note | undefined {
  return origin.kind === 'hub' && !reference.qualified
    ? {
        about: 'hub',
        text: `taken for an image of the hub; the one of Docker Hub is docker.io/${origin.path}`,
        source: 'https://github.com/distribution/reference/blob/main/normalize.go',
      }
    : undefined;
}

const unfilled: readonly Note[] = [
  {
    about: 'unfilled',
    text: 'it is there only if somebody pushed it: ECR fetches into the prefixes of rules alone',
    source: guide('pull-through-cache'),
  },
];

function cached({ reference, repository, rule, behind }: Noted): (Note | undefined)[] {
  const { tag, digest } = reference;
  const fetched = (behind ?? rule)?.upstream;
  const fromDockerHub = fetched?.kind === 'external' && fetched.id === 'docker-hub';
  const below = pathBelow(rule?.prefix ?? 'ROOT', repository);
  return [
    fromDockerHub && !below.includes('/')
      ? {
          about: 'library',
          text: `Docker Hub answers 403 to ${below}: official images are library/${below}`,
          source: guide('error-pullthroughcache'),
        }
      : undefined,
    digest === undefined
      ? undefined
      : {
          about: 'digest',
          text: `a first pull by digest is reported to fail, with a tag beside it too: pull ${tag === undefined ? 'a tag of it' : `:${tag}`} alone before`,
          source: roadmap(2837),
        },
    tag === 'latest' && digest === undefined
      ? {
          about: 'latest',
          text: 'latest moves, and ECR looks for a newer one once in 24 hours at most',
          source: guide('pull-through-cache'),
        }
      : undefined,
    behind === undefined
      ? undefined
      : {
          about: 'chained',
          text: 'two caches, one behind the other: AWS documents neither that it works nor that it does not; try it with a tag that only the upstream has',
          source: guide('pull-through-cache-private'),
        },
    {
      about: 'first pull',
      text: 'the first pull needs ecr:BatchImportUpstreamImage and ecr:CreateRepository (the first-pull policy has both)',
      source: guide('pull-through-cache-iam'),
    },
    fetched?.kind === 'external'
      ? {
          about: 'first pull',
          text: "a first pull from a subnet without a route to the upstream's CDN is reported to hang: pull once from elsewhere",
          source: roadmap(2304),
        }
      : undefined,
  ];
}

function replicated({ registry, reference, repository }: Noted): (Note | undefined)[] {
  const { settings } = registry.templates.find(({ prefix }) => isBelow(prefix, repository)) ?? {};
  return [
    {
      about: 'replica',
      text: 'it is there once it has been pushed to the hub after replication was set up, usually within 30 minutes',
      source: guide('replication'),
    },
    reference.tag === 'latest' && reference.digest === undefined && settings?.tagMutability === 'immutable'
      ? {
          about: 'latest',
          text: 'tags are immutable here: a latest that is pushed again arrives without its tag',
          source: guide('replication'),
        }
      : undefined,
  ];
}
