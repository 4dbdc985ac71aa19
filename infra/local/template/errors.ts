/** The template contains resources of types the runner neither emulates nor knows to be irrelevant. */
export class UnknownResourceTypeError extends Error {
  override readonly name = 'UnknownResourceTypeError';

  constructor(resources: readonly { readonly logicalId: string; readonly type: string }[]) {
    const list = resources.map(({ logicalId, type }) => `${type} (${logicalId})`).join(', ');
    super(`The local runner does not know how to create ${list}. Emulate the type or list it as irrelevant.`);
  }
}

/** A resource uses something of its service that the runner does not emulate. */
export class NotEmulatedError extends Error {
  override readonly name = 'NotEmulatedError';

  constructor(logicalId: string, what: string) {
    super(`${logicalId}: ${what} is not emulated by the local runner.`);
  }
}

/** An intrinsic function of the template refers to something that has no value here. */
export class UnresolvableReferenceError extends Error {
  override readonly name = 'UnresolvableReferenceError';

  constructor(what: string) {
    super(`The template refers to ${what}, which has no value in the local runner.`);
  }
}

/** A name given to the runner means no resource of the stack, or more than one. */
export class ResourceNotFoundError extends Error {
  override readonly name = 'ResourceNotFoundError';

  constructor(part: string, matches: number, logicalIds: readonly string[]) {
    const problem = matches === 0 ? 'means none of' : 'could mean each of';
    super(`"${part}" ${problem} ${logicalIds.length === 0 ? '(no resource)' : logicalIds.join(', ')}.`);
  }
}
