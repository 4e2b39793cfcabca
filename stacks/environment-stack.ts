import type { Construct } from 'constructs';
import type { Stack } from '../lib/topology/model';
import { BaseStack, type BaseStackProps } from './base-stack';
import { addConsumerPolicies } from './constructs/consumer-policies';
import { addCreationTemplates } from './constructs/creation-templates';
import { addImageKey } from './constructs/image-key';
import { addPullThroughRules } from './constructs/pull-through-rules';
import { addRegistrySettings } from './constructs/registry-settings';

type EnvironmentStackPlan = Extract<Stack, { kind: 'pull-through' | 'replicated' }>;

/** An environment's registry: fed by rules of its own (pull-through) or by the hub alone (replicated). */
export class EnvironmentStack extends BaseStack<EnvironmentStackPlan> {
  constructor(scope: Construct, props: BaseStackProps<EnvironmentStackPlan>) {
    super(scope, props);
    const { topology } = props;
    const { registry } = props.stack;
    addImageKey(this, topology, registry);
    addRegistrySettings(this, topology, registry);
    addCreationTemplates(this, topology, registry);
    if (registry.kind === 'pull-through') addPullThroughRules(this, topology, registry);
    addConsumerPolicies(this, topology, registry);
  }
}
