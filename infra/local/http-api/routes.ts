import * as z from 'zod';
import { NotEmulatedError } from '../template/errors.ts';
import type { StackResources } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';

/** One route of the HTTP API with the function behind it. */
export interface Route {
  /** As in the template: `GET /connections/{connectionId}` or `$default`. */
  readonly key: string;
  readonly functionReference: string;
  /** When the gateway gives up waiting for the function. */
  readonly timeoutMs: number;
}

/** A route that fits a request, with the path parameters decoded. */
export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const apiSchema = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: z.undefined().optional() });

// IAM-authorised routes are open here: the runner listens on the loopback interface only. Another kind of authorizer would
// change what a function receives and is refused.
const routeSchema = z.object({
  RouteKey: z.string(),
  Target: z.templateLiteral(['integrations/', z.string()]),
  AuthorizationType: z.enum(['NONE', 'AWS_IAM']).default('NONE'),
});

const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});

// With another stage the stage's name would be part of every path.
const stageSchema = z.object({ StageName: z.literal('$default') });

/**
 * Reads the routes of the template's HTTP API.
 *
 * @throws NotEmulatedError for what would behave differently on AWS, such as CORS, other authorizers or more than one API
 */
export function defineRoutes(resources: StackResources): Route[] {
  const [, secondApi] = resources
    .ofType('AWS::ApiGatewayV2::Api')
    .map((api) => understoodProperties(apiSchema, api));
  if (secondApi !== undefined) throw new NotEmulatedError('AWS::ApiGatewayV2::Api', 'a second HTTP API');
  for (const stage of resources.ofType('AWS::ApiGatewayV2::Stage')) understoodProperties(stageSchema, stage);
  const integrations = new Map(
    resources
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((integration) => [integration.logicalId, understoodProperties(integrationSchema, integration)]),
  );
  return resources.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const { RouteKey: key, Target: target } = understoodProperties(routeSchema, resource);
    const integration = integrations.get(target.replace('integrations/', ''));
    if (integration === undefined) throw new NotEmulatedError(resource.logicalId, `the target ${target}`);
    return { key, functionReference: integration.IntegrationUri, timeoutMs: integration.TimeoutInMillis };
  });
}

/**
 * The route for a request: the most specific path first (text before parameter, parameter before greedy parameter), then
 * the method itself before `ANY`, and `$default` last.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 * @throws URIError when the path is not properly percent-encoded
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  const [best] = routes
    .flatMap((route) => {
      const [routeMethod = '', pattern = ''] = route.key.split(' ');
      if (route.key === '$default') return [{ route, pathParameters: {}, rank: '3' }];
      if (routeMethod !== method && routeMethod !== 'ANY') return [];
      const patternSegments = pattern.split('/').slice(1);
      const pathParameters = parametersOf(patternSegments, segments);
      if (pathParameters === undefined) return [];
      const rank = patternSegments.map(rankOf).join('') + (routeMethod === 'ANY' ? '1' : '0');
      return [{ route, pathParameters, rank }];
    })
    .sort((left, right) => (left.rank < right.rank ? -1 : 1));
  return best;
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined || segment === '')
      return part === '' && segment === '' ? parameters : undefined;
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(part) ?? [];
    if (name === undefined) {
      if (part !== segment) return undefined;
    } else if (greedy === '+') {
      return { ...parameters, [name]: segments.slice(index).join('/') };
    } else {
      parameters[name] = segment;
    }
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function rankOf(segment: string): string {
  if (!segment.startsWith('{')) return '0';
  return segment.endsWith('+}') ? '2' : '1';
}
