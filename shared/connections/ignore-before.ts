import type { Settings } from './settings/settings.ts';

/**
 * Settings in which the time before which work orders are left out is never open: what was completed before a company was
 * connected belongs to the way it was invoiced before, unless somebody names an earlier time.
 *
 * @param connectedAt when the accounts were first connected, ISO 8601
 */
export function withIgnoreBefore(settings: Settings, connectedAt: string): Settings {
  const { exports } = settings;
  return { ...settings, exports: { ...exports, ignoreBefore: exports.ignoreBefore ?? connectedAt } };
}
