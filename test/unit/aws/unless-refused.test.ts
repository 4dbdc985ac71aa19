import { describe, expect, it } from '@jest/globals';
import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-dynamodb';
import { unlessRefused } from '../../../shared/aws/unless-refused.ts';

const exception = { $metadata: {}, message: 'no' };

describe('unlessRefused', () => {
  it('is true for a write and false for one that its condition refused', async () => {
    expect(await unlessRefused(Promise.resolve({}))).toBe(true);
    expect(await unlessRefused(Promise.reject(new ConditionalCheckFailedException(exception)))).toBe(false);
  });

  it('passes every other failure on: nothing says that the condition did not hold', async () => {
    const throttled = new ProvisionedThroughputExceededException(exception);

    await expect(unlessRefused(Promise.reject(throttled))).rejects.toBe(throttled);
  });
});
