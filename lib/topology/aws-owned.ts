import { awsOwnedImages } from '../catalog/aws-owned-registries';
import type { Manifest } from '../manifest/schema';
import type { AwsOwned } from './protection-model';

/** What the manifest says of AWS's own registries; else those that the catalogue has verified. */
export function resolveAwsOwned({ guardrails }: Manifest): AwsOwned {
  const byDefault = awsOwnedImages.filter((images) => images.byDefault).map(({ id }) => id);
  return {
    services: guardrails?.awsOwnedRegistries.services ?? byDefault,
    additional: guardrails?.awsOwnedRegistries.additional ?? [],
  };
}
