import * as z from 'zod';
import { openApiDocument } from './openapi-document.ts';
import { defineRoute, none, type Route } from '../route.ts';

/** The OpenAPI document of all routes, this one among them. */
export function openApiRoute(routes: () => readonly Route[]): Route {
  return defineRoute({
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getOpenApi',
    summary: 'Read the OpenAPI 3.1 document of this API',
    pathParams: {},
    query: none,
    body: none,
    responses: {
      200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) },
    },
    handle: ({ services }) => ({ status: 200, body: openApiDocument(routes(), services.publicBaseUrl) }),
  });
}
