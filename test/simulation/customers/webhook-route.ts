import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Receiver } from './platform.ts';

interface WebhookFunction {
  readonly handler: (event: unknown) => Promise<APIGatewayProxyStructuredResultV2>;
}

let instances = 0;

/**
 * What API Gateway does with deliveries: calls the real webhook function. Each route has an instance of its own, with
 * what it keeps between deliveries.
 */
export function webhookRoute(): Receiver['webhook'] {
  instances += 1;
  const source = `../../../functions/easybill-webhook/handler.ts?instance=${instances}`;
  return async (path, headers, body) => {
    const [, connectionId, token] = /^\/webhooks\/easybill\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    // It reads its environment when it is loaded.
    const { handler } = (await import(source)) as WebhookFunction;
    const event: Partial<APIGatewayProxyEventV2> = {
      pathParameters: { connectionId, token },
      headers: { ...headers },
      body,
      isBase64Encoded: false,
    };
    const { statusCode = 500 } = await handler(event);
    return statusCode;
  };
}
