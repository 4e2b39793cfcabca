/** What keeps the lab from running, said so that the reader can end it: printed without a stack trace. */
export class LabError extends Error {
  override readonly name = 'LabError';
}
