import * as z from 'zod';
import { problemSchema } from '../../http/problem.ts';
import { SchemaComponents, type JsonSchema } from './json-schema.ts';
import type { Route } from '../route.ts';

const DESCRIPTION =
  'Keeps OutSmart and easybill aligned: connections, their settings, imports and the sync log. Errors are ' +
  '`application/problem+json` (RFC 9457) and name the field and the fix. Lists answer `{items, cursor?}`; pass the ' +
  'cursor to read on. Fields may be added to answers, none is renamed.';

/** What every route may answer besides what it declares: a request is refused before the route looks at it. */
const REFUSALS = {
  400: 'The body cannot be read.',
  413: 'The body is larger than 256 KiB.',
  415: 'The body is not declared as JSON.',
  422: 'A field is wrong or unknown; `errors` names it.',
} as const;

/** Answers of API Gateway itself, before a request reaches the connector. */
const GATEWAY_ANSWERS = {
  403: 'The request is not signed, or its signer may not call this.',
  429: 'Too many requests. Try again in a second.',
} as const;

const responseSchema = z.object({ description: z.string(), content: z.record(z.string(), z.unknown()) });
const gatewayAnswer = z.object({ message: z.string() }).meta({ id: 'GatewayMessage' });

/** The OpenAPI 3.1 document of routes that answer below `baseUrl`, made of the schemas they work with. */
export function openApiDocument(routes: readonly Route[], baseUrl: string): JsonSchema {
  const components = new SchemaComponents();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(route, components),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OutSmart easybill connector', version: '1', description: DESCRIPTION },
    servers: [{ url: baseUrl }],
    security: [{ sigv4: [] }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          description: 'AWS Signature Version 4 of the service execute-api.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
    },
  };
}

function operation(route: Route, components: SchemaComponents): JsonSchema {
  const { operationId, summary, description, body } = route;
  const hasBody = !(body instanceof z.ZodObject) || Object.keys(body.shape).length > 0;
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    parameters: parameters(route, components),
    ...(hasBody && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: components.ofRequest(body) } },
      },
    }),
    responses: responses(route, components),
  };
}

function parameters({ pathParams, query }: Route, components: SchemaComponents): JsonSchema[] {
  const parameter =
    (place: 'path' | 'query') =>
    ([name, schema]: readonly [string, z.ZodType]) => {
      const { description, ...json } = components.ofRequest(schema);
      return { name, in: place, required: place === 'path', description, schema: json };
    };
  return [
    ...Object.entries(pathParams).map(parameter('path')),
    ...Object.entries(query.shape).map(parameter('query')),
  ];
}

function responses(route: Route, components: SchemaComponents): JsonSchema {
  const { pathParams, responses: own, problems = {} } = route;
  const answer = (type: string, description: string, schema: z.ZodType): JsonSchema => ({
    description,
    content: { [type]: { schema: components.ofResponse(schema) } },
  });
  const refusals = {
    ...REFUSALS,
    ...(Object.keys(pathParams).length > 0 && { 404: 'There is nothing of that id.' }),
    ...problems,
    ...(problems[422] !== undefined && { 422: `${REFUSALS[422]} ${problems[422]}` }),
    500: 'The request failed on our side.',
  };
  const gatewayAnswers: Record<string, JsonSchema> = Object.fromEntries(
    Object.entries(GATEWAY_ANSWERS).map(([status, description]) => [
      status,
      answer('application/json', description, gatewayAnswer),
    ]),
  );
  const answers: JsonSchema = { ...gatewayAnswers };
  for (const [status, { description, schema }] of Object.entries(own)) {
    answers[status] = answer('application/json', description, schema);
  }
  for (const [status, description] of Object.entries(refusals)) {
    const refused = answer('application/problem+json', description, problemSchema);
    const other = gatewayAnswers[status];
    answers[status] = other ? both(refused, other) : refused;
  }
  return answers;
}

/** A status that API Gateway answers as well as we do, each in its own form. */
function both(ours: JsonSchema, gateway: JsonSchema): JsonSchema {
  const { description, content } = responseSchema.parse(ours);
  const other = responseSchema.parse(gateway);
  return {
    description: `${description} ${other.description}`,
    content: { ...content, ...other.content },
  };
}
