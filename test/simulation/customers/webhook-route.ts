import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What API Gateway does with a delivery: calls the real webhook function. Resolves with its status. */
export async function receiveWebhook(
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
): Promise<number> {
  const [, connectionId, token] = /^\/webhooks\/easybill\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  // It reads its environment when it is loaded.
  const { handler } = await import('../../../functions/easybill-webhook/handler.ts');
  const event = { pathParameters: { connectionId, token }, headers, body, isBase64Encoded: false };
  const { statusCode = 500 } = await handler(event as unknown as APIGatewayProxyEventV2);
  return statusCode;
}
