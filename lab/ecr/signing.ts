import { AwsError } from '../aws-error';
import type { Input } from './constraints';
import type { Context, Operations, Registry } from './registry';
import { invalidParameter } from './parameters';

export type SigningConfiguration = Input<'PutSigningConfiguration'>['signingConfiguration'];

/** Managed signing. https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html */
export const signing = {
  GetSigningConfiguration: ({ registry }: Context) => ({
    registryId: registry.account,
    signingConfiguration: configurationOf(registry),
  }),

  /** Overwrites the whole document. Whether the profile exists is not asked: the lab has no AWS Signer. */
  PutSigningConfiguration({ registry }: Context, { signingConfiguration }) {
    signingConfiguration.rules.forEach(({ signingProfileArn }, index) => {
      // "Signing profiles must be in the same region as your Amazon ECR registry"; another account's are welcome.
      // Whether AWS says so here or at the first push is unverified: the lab says so here.
      if (signingProfileArn.split(':')[3] !== registry.region) {
        throw invalidParameter(
          `signingConfiguration.rules.${index + 1}.member.signingProfileArn`,
          'The signing profile must be in the Region of the registry',
        );
      }
    });
    registry.signing = signingConfiguration;
    return { signingConfiguration };
  },

  DeleteSigningConfiguration({ registry }: Context) {
    const signingConfiguration = configurationOf(registry);
    registry.signing = undefined;
    return { registryId: registry.account, signingConfiguration };
  },
} satisfies Partial<Operations>;

function configurationOf({ account, signing: configuration }: Registry): SigningConfiguration {
  if (configuration) return configuration;
  throw new AwsError(
    'SigningConfigurationNotFoundException',
    `Signing configuration does not exist in the registry with id '${account}'`,
  );
}
