import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Resolves to false when the condition of a write refused it, to true when it was written. */
export async function unlessRefused(write: Promise<object>): Promise<boolean> {
  return (await answerUnlessRefused(write)) !== undefined;
}

/** Resolves to what the write answered, to undefined when its condition refused it. */
export async function answerUnlessRefused<Answer extends object>(
  write: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
