import { AwsError } from '../aws-error';
import { Violation, type Shape } from '../shapes';

/** ECR's form of a refused parameter; clients such as the Terraform provider match on parts of it. */
export function invalidParameter(at: string, constraint: string, reason?: string): AwsError {
  const message = `Invalid parameter at '${at}' failed to satisfy constraint: '${constraint}'`;
  return new AwsError('InvalidParameterException', message, 400, reason);
}

/**
 * @param at the name of what is checked, when it is no whole request
 * @throws AwsError InvalidParameterException for the first constraint that does not hold, SerializationException for a wrong type
 */
export function parse<T>(shape: Shape<T>, input: unknown, at = ''): T {
  try {
    return shape(input, at);
  } catch (error) {
    throw error instanceof Violation ? invalidParameter(error.at, error.constraint) : error;
  }
}
