import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../shared/management/routes.ts';
import { nameOf, Synthesised } from './synthesised.ts';
import { referred } from './template-resources.ts';

describe('the HTTP API', () => {
  let stack: Synthesised;

  beforeAll(() => {
    stack = new Synthesised();
  });

  const integrationOf = (target: string | undefined) =>
    stack.resource('AWS::ApiGatewayV2::Integration', target).Properties;

  /** `[route key, authorization, name of the function]` of each route. */
  const routes = () =>
    stack.resources('AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const integration = integrationOf(referred(Properties.Target['Fn::Join'][1][1]));
      const target = stack.resource('AWS::Lambda::Function', referred(integration.IntegrationUri));
      return [Properties.RouteKey, Properties.AuthorizationType, nameOf(target)] as const;
    });

  it('has exactly the routes that the management function declares, for IAM only, and the open doors for the vendors', () => {
    const management = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect([...routes()].sort()).toEqual(
      [
        ...management.map((route) => [route, 'AWS_IAM', 'management']),
        ['POST /webhooks/easybill/{connectionId}/{token}', 'NONE', 'easybill-webhook'],
        ['POST /events/outsmart/{connectionId}/{token}', 'NONE', 'easybill-webhook'],
      ].sort(),
    );
  });

  it('uses route keys that API Gateway accepts', () => {
    for (const [route] of routes()) {
      expect(route).toMatch(/^(GET|POST|PUT|PATCH|DELETE) (\/([\w.-]+|\{\w+\}))+$/);
    }
  });

  it('hands requests over in payload format 2.0', () => {
    for (const { Properties } of stack.resources('AWS::ApiGatewayV2::Integration')) {
      expect(Properties.PayloadFormatVersion).toBe('2.0');
    }
  });

  it('may call the functions behind its routes, and only as this API', () => {
    const permissions = stack.resources('AWS::Lambda::Permission');
    expect(permissions.map(({ Properties }) => referred(Properties.FunctionName)).sort()).toEqual(
      ['easybill-webhook', 'easybill-webhook', 'management']
        .map((name) => stack.function(name).logicalId)
        .sort(),
    );
    const api = stack.resources('AWS::ApiGatewayV2::Api')[0]?.logicalId;
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(Properties.SourceArn['Fn::Join'][1]).toContainEqual({ Ref: api });
    }
  });

  it('logs the route of every call, and never its path, its query or where it came from', () => {
    const settings = stack.resources('AWS::ApiGatewayV2::Stage')[0]!.Properties.AccessLogSettings;
    const format = JSON.parse(settings.Format) as Record<string, string>;

    expect(format).toMatchObject({
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
      status: '$context.status',
      integrationLatency: '$context.integrationLatency',
    });
    for (const value of Object.values(format)) {
      expect(value).not.toMatch(/path|identity|sourceIp|userAgent|queryString|requestOverride/i);
      // The words of an error may repeat the request.
      expect(value).not.toMatch(/message/i);
    }
    expect(stack.resource('AWS::Logs::LogGroup', referred(settings.DestinationArn))).toBeDefined();
  });

  it('bounds the calls it lets through, on its one stage', () => {
    const stages = stack.resources('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(1);
    expect(stages[0]?.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
  });

  it('tells its address to whoever deploys', () => {
    expect(stack.outputs.ApiUrl).toMatchObject({
      Value: { 'Fn::GetAtt': [stack.resources('AWS::ApiGatewayV2::Api')[0]?.logicalId, 'ApiEndpoint'] },
    });
    expect(Object.keys(stack.outputs).sort()).toEqual(['ApiUrl', 'EventBusName', 'Scheduler']);
  });
});
