import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { EcrPullThroughCacheRule } from '@cdktf/provider-aws/lib/ecr-pull-through-cache-rule';
import type { TerraformStack } from 'cdktf';
import { FETCH_SERVICE, fetchPolicy } from '../../lib/policies/roles';
import type { HubRegistry, PullThroughRegistry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';
import { fetchRoleName } from '../../lib/topology/names';
import { templateAddress } from './creation-templates';
import { logicalId, reference } from './logical-id';
import { addServiceRole } from './service-role';

/** The registry's pull-through cache rules, with the role for those whose upstream is a private registry. */
export function addPullThroughRules(
  stack: TerraformStack,
  topology: Topology,
  registry: PullThroughRegistry | HubRegistry,
): void {
  const { rules, region } = registry;
  const fetchRoleArn = rules.some(({ upstream }) => upstream.kind !== 'external')
    ? addServiceRole(stack, topology, 'fetch', {
        name: fetchRoleName(topology, region),
        description: 'ECR pulls from private registries through cache rules with it',
        service: FETCH_SERVICE,
        policy: fetchPolicy(topology, registry, rules),
      })
    : undefined;
  addSecrets(stack, registry);
  for (const rule of rules) {
    const { upstream, prefix } = rule;
    const resource = new EcrPullThroughCacheRule(stack, logicalId('rule', prefix), {
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: upstream.url,
      ...(upstream.kind !== 'external' && fetchRoleArn !== undefined
        ? {
            customRoleArn: fetchRoleArn,
            ...(upstream.namespace !== undefined && { upstreamRepositoryPrefix: upstream.namespace }),
          }
        : {}),
      ...(upstream.kind === 'external' && upstream.credentials !== undefined
        ? {
            credentialArn: reference(
              'data.aws_secretsmanager_secret',
              secretId(upstream.credentials.secretName),
              'arn',
            ),
          }
        : {}),
    });
    resource.addOverride('depends_on', [
      templateAddress(rule),
      ...(upstream.kind === 'external' ? [] : ['aws_iam_role_policy.permissions-fetch']),
    ]);
  }
}

/** Secrets are found by name: the tail of their ARN is random. Their value is never read here. */
function addSecrets(stack: TerraformStack, { rules }: PullThroughRegistry | HubRegistry): void {
  const names = rules.flatMap(({ upstream }) =>
    upstream.kind === 'external' && upstream.credentials !== undefined
      ? [upstream.credentials.secretName]
      : [],
  );
  for (const name of new Set(names)) new DataAwsSecretsmanagerSecret(stack, secretId(name), { name });
}

function secretId(secretName: string): string {
  return logicalId('secret', secretName.slice(secretName.indexOf('/') + 1));
}
