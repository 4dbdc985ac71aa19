/** A name given to the runner means no resource of the stack, or more than one. */
export class ResourceNotFoundError extends Error {
  override readonly name = 'ResourceNotFoundError';

  constructor(part: string, matches: number, logicalIds: readonly string[]) {
    const problem = matches === 0 ? 'means none of' : 'could mean each of';
    super(`"${part}" ${problem} ${logicalIds.length === 0 ? '(no resource)' : logicalIds.join(', ')}.`);
  }
}
