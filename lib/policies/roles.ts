import type { PullThroughRule } from '../topology/registry-model';
import type { Topology, AccountId, Region } from '../topology/model';
import { repositoryArns } from '../topology/names';
import {
  CACHE_WRITE_ACTIONS,
  CHAINED_ACTIONS,
  TEMPLATE_ACTIONS,
  TEMPLATE_KEY_ACTIONS,
  UPSTREAM_ACTIONS,
} from './actions';
import { policyDocument, type PolicyDocument } from './document';

type Place = { readonly account: AccountId; readonly region: Region };

/** Who assumes the role of a rule with a private ECR upstream. */
export const FETCH_SERVICE = 'pullthroughcache.ecr.amazonaws.com';
/** Who assumes the role of a creation template: not the same service, hence not the same role. */
export const TEMPLATE_SERVICE = 'ecr.amazonaws.com';

/** Trust policy of a role that one AWS service assumes. */
export function serviceTrust(service: string): PolicyDocument {
  return policyDocument({
    Sid: 'Service',
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
  });
}

/**
 * What the fetch role does: read the hub's namespaces, write its own caches. AWS documents these actions on `*`; they
 * are narrowed to the repositories of the rules, which the service authorization reference allows and which has not
 * been tried against a real account yet.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export function fetchPolicy(
  { partition }: Pick<Topology, 'partition'>,
  registry: Place,
  rules: readonly PullThroughRule[],
): PolicyDocument {
  const upstream = new Set(
    rules.flatMap(({ upstream }) =>
      upstream.kind === 'external' ? [] : repositoryArns(partition, upstream, upstream.namespace ?? 'ROOT'),
    ),
  );
  const chained = new Set(
    rules.flatMap(({ upstream }) =>
      upstream.kind === 'hub' && upstream.chained
        ? repositoryArns(partition, upstream, upstream.namespace)
        : [],
    ),
  );
  const cache = rules.flatMap((rule) =>
    rule.upstream.kind === 'external' ? [] : repositoryArns(partition, registry, rule.prefix),
  );
  return policyDocument(
    { Sid: 'Token', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    { Sid: 'ReadUpstream', Effect: 'Allow', Action: UPSTREAM_ACTIONS, Resource: [...upstream] },
    ...(chained.size === 0
      ? []
      : [
          {
            Sid: 'CreateInUpstreamCache',
            Effect: 'Allow',
            Action: CHAINED_ACTIONS,
            Resource: [...chained],
          } as const,
        ]),
    {
      Sid: 'WriteCache',
      Effect: 'Allow',
      Action: [...CACHE_WRITE_ACTIONS, 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: cache,
    },
  );
}

/** What ECR does with the template role: create repositories below the templates' prefixes, encrypted with `keyArn`. */
export function templatePolicy(
  { partition }: Pick<Topology, 'partition'>,
  registry: Place,
  prefixes: readonly string[],
  keyArn: string | undefined,
): PolicyDocument {
  const resources = prefixes.flatMap((prefix) => repositoryArns(partition, registry, prefix));
  return policyDocument(
    { Sid: 'CreateRepositories', Effect: 'Allow', Action: TEMPLATE_ACTIONS, Resource: resources },
    ...(keyArn === undefined
      ? []
      : [
          {
            Sid: 'EncryptRepositories',
            Effect: 'Allow',
            Action: TEMPLATE_KEY_ACTIONS,
            Resource: keyArn,
          } as const,
        ]),
  );
}
