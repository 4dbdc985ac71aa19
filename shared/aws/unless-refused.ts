import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Resolves to false when the condition of a write refused it, to true when it was written. */
export async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
