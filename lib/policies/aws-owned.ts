import { awsOwnedRepositoriesOf } from '../catalog/aws-owned-registries';
import type { Region, Topology } from '../topology/model';
import { repositoryPattern } from '../topology/names';

/**
 * Repositories of AWS's own that workloads in those Regions need, and those of the accounts that the manifest adds. Whose
 * an image is, the account says: the Region is left open, as in AWS's own examples, so that one account for many Regions is
 * one line. https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
export function awsOwnedRepositories(
  { partition, awsOwned }: Pick<Topology, 'partition' | 'awsOwned'>,
  regions: readonly Region[],
): string[] {
  return [
    ...awsOwnedRepositoriesOf(awsOwned.services, regions).map(({ account, path }) =>
      repositoryPattern(partition, path, { account }),
    ),
    ...awsOwned.additional.map((account) => repositoryPattern(partition, '*', { account })),
  ];
}
