import type { EasybillPosition } from '../easybill/index.ts';
import type { Settings } from '../connections/settings/settings.ts';

/** The rule of the settings that tells hour types from products. */
export type HourTypeRule = Settings['imports']['hourTypes']['rule'];

/**
 * Which side a position is on; undefined for a text block, which is on none. It is an hour type when its type is among the
 * rule's and its unit too (an empty list matches all), or when its group is; else a product. Units are compared as people
 * write them: without blanks around, whatever the case.
 */
export function classifyPosition(
  { type, unit, group_id: groupId }: Pick<EasybillPosition, 'type' | 'unit' | 'group_id'>,
  { types, units, groupIds }: HourTypeRule,
): 'hourType' | 'product' | undefined {
  if (type === 'TEXT') return undefined;
  if (groupId !== undefined && groupIds.includes(groupId)) return 'hourType';
  const hasType = types.length === 0 || types.some((wanted) => wanted === type);
  const hasUnit = units.length === 0 || units.some((wanted) => asWritten(wanted) === asWritten(unit ?? ''));
  return hasType && hasUnit ? 'hourType' : 'product';
}

function asWritten(unit: string): string {
  return unit.normalize('NFC').trim().toLowerCase();
}
