import { AwsError } from './aws-error';
import type { Refusal } from './refusals';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html: 1 to 65,536 characters */
const SECRET_STRING = 65_536;

/** A token that was left empty must fail as it does on AWS: moto would store it in place of the one that works. */
export const secretLimits: Refusal = ({ operation, input }) => {
  const { SecretString: secret, Name: name } = input;
  if (typeof secret === 'string' && secret.length === 0) {
    throw invalid('secretString', 'Member must have length greater than or equal to 1');
  }
  if (typeof secret === 'string' && secret.length > SECRET_STRING) {
    throw invalid('secretString', `Member must have length less than or equal to ${SECRET_STRING}`);
  }
  if (operation === 'CreateSecret' && !/^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(String(name))) {
    throw new AwsError(
      'ValidationException',
      'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
    );
  }
};

/** Without the value: it is a secret. */
function invalid(parameter: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${parameter}' failed to satisfy constraint: ${constraint}`,
  );
}
