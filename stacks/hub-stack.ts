import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import type { Construct } from 'constructs';
import { render } from '../lib/policies/document';
import { lifecyclePolicy } from '../lib/policies/lifecycle-policy';
import { lambdaRepositoryPolicy } from '../lib/policies/repository-policy';
import type { ManagedRepository } from '../lib/topology/registry-model';
import type { Stack, Topology } from '../lib/topology/model';
import { BaseStack, type BaseStackProps } from './base-stack';
import { addCreationTemplates } from './constructs/creation-templates';
import { addImageKey, IMAGE_KEY_ARN } from './constructs/image-key';
import { logicalId, reference } from './constructs/logical-id';
import { addPullThroughRules } from './constructs/pull-through-rules';
import { addRegistrySettings } from './constructs/registry-settings';
import { tagMutability } from './constructs/tag-mutability';

type HubStackPlan = Extract<Stack, { kind: 'hub' }>;

/** The central registry in one Region: upstream of every environment. */
export class HubStack extends BaseStack<HubStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<HubStackPlan>) {
    super(scope, props);
    const { topology } = props;
    const { registry } = props.stack;
    addImageKey(this, topology, registry);
    addRegistrySettings(this, topology, registry);
    addCreationTemplates(this, topology, registry);
    addPullThroughRules(this, topology, registry);
    for (const repository of registry.repositories) this.addRepository(topology, props.stack, repository);
  }

  /** A repository that Terraform owns. It cannot be destroyed while it holds images. */
  private addRepository(
    topology: Topology,
    place: HubStackPlan,
    { name, settings }: ManagedRepository,
  ): void {
    const id = logicalId('repository', name);
    new EcrRepository(this, id, {
      name,
      forceDelete: false,
      ...tagMutability(settings),
      encryptionConfiguration: [
        settings.encryption === 'kms'
          ? { encryptionType: 'KMS', kmsKey: IMAGE_KEY_ARN }
          : { encryptionType: 'AES256' },
      ],
    });
    const repository = reference('aws_ecr_repository', id, 'name');
    const lifecycle = lifecyclePolicy(settings.lifecycle);
    if (lifecycle !== undefined) {
      new EcrLifecyclePolicy(this, logicalId('lifecycle', name), { repository, policy: lifecycle });
    }
    if (settings.lambda) {
      const policy = render(lambdaRepositoryPolicy(topology.partition, place));
      new EcrRepositoryPolicy(this, logicalId('access', name), { repository, policy });
    }
  }
}
