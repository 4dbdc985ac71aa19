import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { ConnectorFunction } from './connector-function.ts';

/** One route: a method and a path with `{parameters}`. */
export interface Route {
  readonly method: HttpMethod;
  readonly path: string;
}

// The route and never the path: webhook paths carry tokens. No address of the caller either.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  requestTimeEpoch: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationRequestId: '$context.integration.requestId',
  errorResponseType: '$context.error.responseType',
};

/** The HTTP API: webhooks from outside, and the management calls for signed-in callers. */
export class ConnectorApi extends Construct {
  /** Where the API answers, without a slash at the end. */
  readonly url: string;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: { readonly alarms: Alarms }) {
    super(scope, id);
    // The routes refer to functions that know this URL, so it must come from the API itself, not from its stage.
    this.api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    this.url = this.api.apiEndpoint;

    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
      // A mass edit at easybill sends a webhook per record; an acknowledgement takes some tens of milliseconds. This
      // passes such a storm and keeps a flood from taking the account's concurrency away from the workers.
      throttle: { rateLimit: 200, burstLimit: 400 },
    });

    props.alarms.add(this, 'ServerErrorAlarm', {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      periods: { bad: 2, of: 3 },
      impact:
        'Calls of the back office fail, or easybill changes are not taken until reconciliation finds them.',
      nextStep:
        'Find the failing route by status 5xx in the access log of the API, then the error in the log of its ' +
        'function by integrationRequestId.',
    });
  }

  /** Routes that only callers with IAM permission `execute-api:Invoke` (SigV4) reach. */
  signedRoutes(target: ConnectorFunction, routes: readonly Route[]): void {
    // One permission for the API instead of one per route: the function's policy would outgrow its 20 KB.
    const integration = new HttpLambdaIntegration('SignedRoutes', target.lambda, {
      scopePermissionToRoute: false,
    });
    const authorizer = new HttpIamAuthorizer();
    for (const { method, path } of routes) {
      this.api.addRoutes({ path, methods: [method], integration, authorizer });
    }
  }

  /** A route that anybody may call; `reason` says how its function tells friend from foe. */
  openRoute(target: ConnectorFunction, { method, path }: Route, reason: string): void {
    const integration = new HttpLambdaIntegration('OpenRoute', target.lambda);
    const routes = this.api.addRoutes({
      path,
      methods: [method],
      integration,
      authorizer: new HttpNoneAuthorizer(),
    });
    for (const route of routes) Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }
}
