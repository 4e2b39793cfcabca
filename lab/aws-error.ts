/**
 * The code of an operation the lab lacks: none that a client knows, so that no provider takes it for "not in this Region"
 * and goes on without the resource.
 */
export const NOT_SERVED = 'NotServedByLab';

/** An error as the service sends it: the code clients match on, the message, the HTTP status. */
export class AwsError extends Error {
  /** @param reason what the lab knows and AWS does not say (AWS's policy errors are opaque); for the lab's log, never sent */
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    readonly reason?: string,
  ) {
    super(message);
    this.name = 'AwsError';
  }
}
