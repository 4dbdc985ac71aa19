/** The template contains resources of types the runner neither emulates nor knows to be irrelevant. */
export class UnknownResourceTypeError extends Error {
  override readonly name = 'UnknownResourceTypeError';

  constructor(resources: readonly { readonly logicalId: string; readonly type: string }[]) {
    const list = resources.map(({ logicalId, type }) => `${type} (${logicalId})`).join(', ');
    super(`The local runner does not know how to create ${list}. Emulate the type or list it as irrelevant.`);
  }
}
