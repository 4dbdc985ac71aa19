import { changeSettings } from '../../lifecycle/settings/change-settings.ts';
import { settingsSchema } from '../../connections/settings/settings.ts';
import { knownSettings } from '../../connections/settings/stored-settings.ts';
import { settingsPatchSchema } from '../../lifecycle/settings/settings-patch.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';

/** The settings of a connection, every key of them. */
export const getSettings = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/settings',
  operationId: 'getSettings',
  summary: 'Read the settings of a connection',
  pathParams: connectionPath,
  query: none,
  body: none,
  responses: { 200: { description: 'All settings.', schema: settingsSchema } },
  handle: async ({ params, services }) => ({
    status: 200,
    body: knownSettings((await pathConnection(services, params)).settings),
  }),
});

/** Changes some settings. */
export const changeSettingsRoute = defineRoute({
  method: 'PATCH',
  path: '/connections/{connectionId}/settings',
  operationId: 'changeSettings',
  summary: 'Change some settings of a connection',
  description:
    'A JSON merge patch (RFC 7396): what is left out stays, lists are replaced as a whole, and null puts a key or a ' +
    'section back to its default. An entity that is switched on, or whose filters change, is imported again; what is ' +
    'no longer selected is withdrawn by that import. A connection that is not active does so when it is again.',
  pathParams: connectionPath,
  query: none,
  body: settingsPatchSchema,
  responses: { 200: { description: 'All settings as they are now.', schema: settingsSchema } },
  problems: { 409: 'Others keep changing the settings at the same time.' },
  handle: async ({ params, body, services }) => {
    const { settings } = await changeSettings(services, await pathConnection(services, params), body);
    return { status: 200, body: knownSettings(settings) };
  },
});
