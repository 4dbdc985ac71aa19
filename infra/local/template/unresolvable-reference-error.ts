/** An intrinsic function of the template refers to something that has no value here. */
export class UnresolvableReferenceError extends Error {
  override readonly name = 'UnresolvableReferenceError';

  constructor(what: string) {
    super(`The template refers to ${what}, which has no value in the local runner.`);
  }
}
