import middy from '@middy/core';
import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readEnvironment } from '../../shared/environment.ts';
import { notFound } from '../../shared/http/problem.ts';
import { problemResponses } from '../../shared/http/respond.ts';
import { lazy } from '../../shared/lazy.ts';
import {
  buildManagementServices,
  managementEnvironmentSchema,
} from '../../shared/management/management-services.ts';
import { findRoute } from '../../shared/management/routes.ts';

/** Answers end this long before Lambda would stop the function. */
const DEADLINE_MARGIN_MS = 2_000;

// runs on cold start only
const services = lazy(() => buildManagementServices(readEnvironment(managementEnvironmentSchema)));

// called by AWS
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(problemResponses(new Logger()))
  .handler(async (event, context) => {
    const route = findRoute(event.routeKey);
    if (!route) throw notFound('There is no such resource.');
    const deadline = Date.now() + context.getRemainingTimeInMillis() - DEADLINE_MARGIN_MS;
    return route.answer({ event, services: services(), deadline });
  });
