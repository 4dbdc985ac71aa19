import type { EasybillPositionGroup } from '../easybill/index.ts';
import type { Mapped } from '../imports/entity-import.ts';
import { numberKey } from '../imports/number-key.ts';
import { storedLine } from '../outsmart/field-text.ts';
import type { OutsmartCategory } from '../outsmart/index.ts';

/**
 * Maps an easybill position group to the OutSmart category it should be. One without a name is named by its number. The
 * parent category, which easybill does not know, is not in the record: OutSmart's user maintains it.
 */
export function positionGroupToCategory(group: EasybillPositionGroup): Mapped<OutsmartCategory> {
  const number = numberKey(group.number);
  if (number.key === undefined) {
    return { outcome: 'skipped', reason: number.reason, fields: ['number'], key: undefined };
  }
  return {
    outcome: 'mapped',
    key: number.key,
    record: { cat_code: number.key, cat_name: storedLine(group.name) || number.key, cat_display: 1 },
  };
}
