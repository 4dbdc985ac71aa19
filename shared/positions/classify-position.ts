/** What decides the side of a position, in easybill's own words. */
export interface ClassifiablePosition {
  readonly type: 'PRODUCT' | 'SERVICE' | 'TEXT';
  readonly unit?: string | undefined;
  readonly group_id?: number | undefined;
}

/** Which positions are hour types. An empty list of types or units matches all, an empty list of groups none. */
export interface HourTypeRule {
  readonly types: readonly ClassifiablePosition['type'][];
  readonly units: readonly string[];
  readonly groupIds: readonly number[];
}

/** What a position is at OutSmart: never both. A text for documents is neither, which is undefined. */
export function classifyPosition(
  position: ClassifiablePosition,
  rule: HourTypeRule,
): 'hourType' | 'product' | undefined {
  const { type, group_id: groupId } = position;
  if (type === 'TEXT') return undefined;
  const isInGroup = groupId !== undefined && rule.groupIds.includes(groupId);
  return isInGroup || (matchesType(position, rule) && matchesUnit(position, rule)) ? 'hourType' : 'product';
}

function matchesType({ type }: ClassifiablePosition, { types }: HourTypeRule): boolean {
  return types.length === 0 || types.includes(type);
}

/** "Std." is "std. ": people do not type units the same way every time. */
function matchesUnit({ unit }: ClassifiablePosition, { units }: HourTypeRule): boolean {
  return units.length === 0 || units.some((one) => plain(one) === plain(unit));
}

function plain(unit: string | undefined): string {
  return (unit ?? '').normalize('NFC').trim().toLowerCase();
}
