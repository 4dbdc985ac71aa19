import * as z from 'zod';
import { changeConnection, connectionChangeSchema } from '../../lifecycle/change-connection.ts';
import { connect } from '../../lifecycle/connect.ts';
import { connectRequestSchema } from '../../lifecycle/connect-request.ts';
import { connectionSummary, connectionView, presentConnection, summarise } from '../views/connection-view.ts';
import { credentialsRequestSchema, replaceCredentials } from '../../lifecycle/replace-credentials.ts';
import { disconnect } from '../../lifecycle/disconnect.ts';
import { eventUrl } from '../../lifecycle/event-url.ts';
import { listQuery, pageOf } from '../list-cursor.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';

/** Joins two accounts: 201 with the new connection, 200 when the pair was connected already. */
export const createConnection = defineRoute({
  method: 'POST',
  path: '/connections',
  operationId: 'createConnection',
  summary: 'Connect an OutSmart account with an easybill account',
  description:
    'Checks both keys, stores them, registers the webhook at easybill and starts the first import. Asking again for ' +
    'the same pair finds the same connection and revives it; a request that stopped half-way is finished that way.',
  pathParams: {},
  query: none,
  body: connectRequestSchema,
  responses: {
    200: { description: 'The pair was connected already.', schema: connectionView },
    201: { description: 'The new connection.', schema: connectionView },
  },
  problems: {
    409: 'One of the accounts is connected with another one.',
    422: 'A vendor does not accept a key.',
    429: 'No easybill call is left for now. Send the request again after `Retry-After` seconds.',
    503: 'A vendor does not answer. Send the request again after `Retry-After` seconds.',
  },
  handle: async ({ body, services, deadline }) => {
    const { connection, isNew } = await connect(services, body, deadline);
    return { status: isNew ? 201 : 200, body: await presentConnection(services, connection) };
  },
});

/** One connection. */
export const getConnection = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}',
  operationId: 'getConnection',
  summary: 'Read a connection',
  pathParams: connectionPath,
  query: none,
  body: none,
  responses: { 200: { description: 'The connection.', schema: connectionView } },
  handle: async ({ params, services }) => ({
    status: 200,
    body: await presentConnection(services, await pathConnection(services, params)),
  }),
});

/** All connections, oldest first. */
export const listConnections = defineRoute({
  method: 'GET',
  path: '/connections',
  operationId: 'listConnections',
  summary: 'List connections, oldest first',
  pathParams: {},
  query: z.strictObject(listQuery),
  body: none,
  responses: { 200: { description: 'A page of connections.', schema: pageOf(connectionSummary) } },
  handle: async ({ query: { limit, cursor }, services }) => {
    const page = await services.connections.list(limit, cursor);
    return { status: 200, body: { items: page.items.map(summarise), cursor: page.cursor } };
  },
});

/** Another plan, pausing and resuming. */
export const changeConnectionRoute = defineRoute({
  method: 'PATCH',
  path: '/connections/{connectionId}',
  operationId: 'changeConnection',
  summary: 'Change the plan or the label of a connection, pause or resume it',
  pathParams: connectionPath,
  query: none,
  body: connectionChangeSchema,
  responses: { 200: { description: 'The changed connection.', schema: connectionView } },
  problems: { 409: 'The connection can be neither paused nor resumed, for the reason given.' },
  handle: async ({ params, body, services }) => {
    const connection = await changeConnection(services, await pathConnection(services, params), body);
    return { status: 200, body: await presentConnection(services, connection) };
  },
});

/** New keys, checked before they replace the old ones. */
export const replaceCredentialsRoute = defineRoute({
  method: 'PUT',
  path: '/connections/{connectionId}/credentials',
  operationId: 'replaceCredentials',
  summary: 'Replace the keys of a connection',
  description:
    'Both vendors must accept the keys, with the stored ones where none are given; until then the old ones stay. A ' +
    'connection that was suspended because a vendor refused its keys goes on.',
  pathParams: connectionPath,
  query: none,
  body: credentialsRequestSchema,
  responses: { 200: { description: 'The connection.', schema: connectionView } },
  problems: {
    409: 'The key belongs to another account, or the connection is not connected.',
    422: 'A vendor does not accept a key.',
    429: 'No easybill call is left for now. Send the request again after `Retry-After` seconds.',
    503: 'A vendor does not answer. Send the request again after `Retry-After` seconds.',
  },
  handle: async ({ params, body, services, deadline }) => {
    const connection = await pathConnection(services, params);
    const replaced = await replaceCredentials(services, connection, body, deadline);
    return { status: 200, body: await presentConnection(services, replaced) };
  },
});

/** The URL that OutSmart is to call. */
export const createEventUrl = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/event-url',
  operationId: 'createEventUrl',
  summary: 'Read the URL to enter at OutSmart',
  description:
    'OutSmart calls it when a work order is completed; without it, completed work orders are found within a quarter of an ' +
    'hour. It works without a signature, so treat it like a key. It stays the same, also when signing keys are replaced, ' +
    'until the connection is disconnected; after connecting again, enter the new one.',
  pathParams: connectionPath,
  query: none,
  body: z.strictObject({
    renew: z
      .boolean()
      .default(false)
      .describe('Make a URL with the newest signing key. The former one works for another day at most.'),
  }),
  responses: { 200: { description: 'The URL.', schema: z.object({ url: z.url() }) } },
  problems: { 409: 'The connection is not connected.' },
  handle: async ({ params, body, services }) => {
    const url = await eventUrl(services, await pathConnection(services, params), body);
    return { status: 200, body: { url } };
  },
});

/** Ends a connection; connecting the same accounts again revives it. */
export const disconnectRoute = defineRoute({
  method: 'DELETE',
  path: '/connections/{connectionId}',
  operationId: 'disconnect',
  summary: 'Disconnect, and forget if asked to',
  description:
    'Nothing is synced from now on. The webhook at easybill and the keys are removed soon after; mappings, the record of ' +
    'exported work orders and the sync log stay, so that connecting the same accounts again duplicates nothing, unless ' +
    '`purge` has them forgotten too.',
  pathParams: connectionPath,
  query: z.strictObject({
    purge: z
      .enum(['true', 'false'])
      .default('false')
      .describe('Whether to forget everything that is known of the connection.'),
  }),
  body: none,
  responses: { 202: { description: 'The disconnected connection.', schema: connectionView } },
  problems: { 409: 'The connection is being worked on.' },
  handle: async ({ params, query, services, deadline }) => {
    const connection = await pathConnection(services, params);
    const purge = query.purge === 'true';
    const disconnected = await disconnect(services, connection, { purge }, deadline);
    return { status: 202, body: await presentConnection(services, disconnected) };
  },
});
