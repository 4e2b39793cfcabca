import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { TerraformStack } from 'cdktf';
import { policyDocument, render } from '../../lib/policies/document';
import { accountManagesKey } from '../../lib/policies/key-policy';
import type { Registry } from '../../lib/topology/registry-model';
import type { Topology } from '../../lib/topology/model';
import { keyAlias } from '../../lib/topology/names';
import { reference } from './logical-id';

/** Reference to the registry's key, in any stack that called `addImageKey`. */
export const IMAGE_KEY_ARN = reference('aws_kms_key', 'images', 'arn');

/**
 * One customer-managed key per registry that encrypts with one. Where nothing does any more the key is forgotten, not
 * deleted: repositories keep the encryption they were created with, and without their key nobody reads them again.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function addImageKey(stack: TerraformStack, topology: Topology, registry: Registry): void {
  if (!needsImageKey(registry)) {
    stack.addOverride('removed', [{ from: 'aws_kms_key.images', lifecycle: { destroy: false } }]);
    return;
  }
  new KmsKey(stack, 'images', {
    description: `${topology.name}: container images`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: render(policyDocument(accountManagesKey(topology, registry.account))),
  });
  new KmsAlias(stack, 'images-alias', {
    name: keyAlias(topology, 'images'),
    targetKeyId: reference('aws_kms_key', 'images', 'key_id'),
  });
}

/** Whether anything in the registry is encrypted with a key of ours. */
function needsImageKey(registry: Registry): boolean {
  const repositories = registry.kind === 'hub' ? registry.repositories : [];
  // The hub's home Region always has one: the promotion gates create repositories there.
  return (
    (registry.kind === 'hub' && registry.home) ||
    [...registry.templates, ...repositories].some(({ settings }) => settings.encryption === 'kms')
  );
}
