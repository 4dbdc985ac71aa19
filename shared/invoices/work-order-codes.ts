import type { ExportSettings } from '../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { codeKey } from './known-position.ts';

/**
 * The article numbers an invoice of this work order needs, each once and as it is written first: of materials and hour
 * types, and of the settings where the work order makes use of them.
 */
export function articleCodes(
  { Materials, Workperiods }: OutsmartWorkOrder,
  { hours, travel }: Pick<ExportSettings, 'hours' | 'travel'>,
): string[] {
  const codes = [
    ...Materials.map(({ MaterialCode }) => MaterialCode),
    ...Workperiods.map(({ HourType }) => HourType),
    ...(Workperiods.length > 0 ? [hours.fallbackPosition] : []),
    ...(Workperiods.some(({ Travel }) => Travel !== undefined) ? [travel.position] : []),
  ].filter((code) => code !== undefined && code !== null);
  return [...new Map(codes.toReversed().map((code) => [codeKey(code), code])).values()].toReversed();
}
