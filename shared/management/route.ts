import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { parseBody, parsePathParameters, parseQuery } from '../http/parse-request.ts';
import { json } from '../http/respond.ts';
import type { ManagementServices } from './management-services.ts';

/** A request of the management API, already routed by API Gateway. */
interface ManagementRequest {
  readonly event: APIGatewayProxyEventV2;
  readonly services: ManagementServices;
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
}

/** One way in which a route answers what it was asked. */
interface RouteResponse {
  readonly description: string;
  readonly schema: z.ZodType;
}

/** One call of the management API: how it is asked, how it answers, and what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{parameters}`, as API Gateway writes it. */
  readonly path: string;
  /** Unique name, from which generated clients name their functions. */
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly pathParams: Readonly<Record<string, z.ZodType>>;
  readonly query: z.ZodObject;
  readonly body: z.ZodType;
  /** By status. */
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** When it is refused for more than a bad request or an unknown id, by status. */
  readonly problems?: Readonly<Partial<Record<409 | 422 | 429 | 503, string>>>;
  /** Answers a request, or throws a ProblemError. */
  readonly answer: (request: ManagementRequest) => Promise<APIGatewayProxyStructuredResultV2>;
}

/** A route as it is declared; `handle` is given what the schemas made of the request. */
interface RouteDeclaration<
  Path extends string,
  Params extends Readonly<Record<ParamNames<Path>, z.ZodType>>,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Responses extends Readonly<Record<number, RouteResponse>>,
  Reply extends Answer<Responses>,
> extends Omit<Route, 'answer'> {
  readonly path: Path;
  readonly pathParams: Params;
  readonly query: Query;
  readonly body: Body;
  readonly responses: Responses;
  readonly handle: (
    request: Omit<ManagementRequest, 'event'> & {
      readonly params: z.output<z.ZodObject<Params>>;
      readonly query: z.output<Query>;
      readonly body: z.output<Body>;
    },
  ) => Reply | Promise<Reply>;
}

/** The query or the body of a route that has none; an empty JSON object passes for no body. */
export const none = z.strictObject({});

/** Names of the `{parameters}` of a path. */
type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** A status with a body of that status' schema. */
type Answer<Responses extends Readonly<Record<number, RouteResponse>>> = {
  [Status in keyof Responses & number]: {
    readonly status: Status;
    readonly body: z.output<Responses[Status]['schema']>;
  };
}[keyof Responses & number];

/** Declares a route. A request is parsed before `handle` sees it; what a schema does not name is refused. */
export function defineRoute<
  Path extends string,
  Params extends Readonly<Record<ParamNames<Path>, z.ZodType>>,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Responses extends Readonly<Record<number, RouteResponse>>,
  const Reply extends Answer<Responses>,
>({ handle, ...route }: RouteDeclaration<Path, Params, Query, Body, Responses, Reply>): Route {
  const params = z.object(route.pathParams);
  return {
    ...route,
    answer: async ({ event, services, deadline }) => {
      const { status, body } = await handle({
        params: parsePathParameters(params, event),
        query: parseQuery(route.query, event),
        body: parseBody(route.body, event),
        services,
        deadline,
      });
      return json(status, body);
    },
  };
}
