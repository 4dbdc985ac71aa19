import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { DynamoDbEmulator } from '../../infra/local/emulators/dynamodb.ts';

/**
 * A client's way to an emulator in the same process: no port, and no signature, which nobody would look at. Tests that
 * make thousands of calls spend half their time on these; simulations and flow tests go over HTTP.
 */
export function inProcess({ handle }: DynamoDbEmulator): DynamoDBClientConfig {
  return {
    endpoint: 'http://in-process.invalid',
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    signer: { sign: (request) => Promise.resolve(request) },
    requestHandler: {
      handle: async ({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) => {
        const operation = headers['x-amz-target']?.split('.').at(-1) ?? '';
        const answer = await handle(operation, new TextDecoder().decode(body));
        const response = { statusCode: answer.status, headers: {}, body: Buffer.from(answer.body) };
        return { response };
      },
    },
  };
}
