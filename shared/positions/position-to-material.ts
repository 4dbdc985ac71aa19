import type { Settings } from '../connections/settings/settings.ts';
import type { EasybillPosition } from '../easybill/index.ts';
import type { Mapped } from '../records/mapped.ts';
import { recordKey } from '../records/record-key.ts';
import { netPrice } from '../outsmart/decimal-price.ts';
import type { OutsmartMaterial } from '../outsmart/index.ts';
import { storedLine, storedText } from '../outsmart/stored-text.ts';

/**
 * Maps an easybill position to the OutSmart material it should be. Prices are net, in euros. A field that OutSmart's users
 * maintain is not in the record at all.
 */
export function positionToMaterial(
  position: EasybillPosition,
  settings: Settings['imports']['products'],
): Mapped<OutsmartMaterial> {
  const number = recordKey(position.number);
  const { key } = number;
  if (position.archived) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key };
  if (!isInGroups(position, settings.groupIds)) {
    return { outcome: 'skipped', reason: 'outsideGroups', fields: ['group_id'], key };
  }
  if (number.key === undefined) {
    return { outcome: 'skipped', reason: number.reason, fields: ['number'], key };
  }
  const description = storedText(position.description);
  if (description === '') return { outcome: 'skipped', reason: 'noName', fields: ['description'], key };
  return {
    outcome: 'mapped',
    key: number.key,
    record: {
      code: number.key,
      description,
      price: netPrice({
        cents: position.sale_price ?? '0',
        isGross: position.price_type === 'BRUTTO',
        vatPercent: position.vat_percent,
      }),
      unit: storedLine(position.unit) || settings.defaultUnit,
      ...(settings.accountingToFreeFields && {
        freefield1: position.vat_percent,
        freefield2: storedLine(position.export_identifier),
      }),
    },
  };
}

function isInGroups({ group_id: groupId }: EasybillPosition, groupIds: readonly number[]): boolean {
  return groupIds.length === 0 || (groupId !== undefined && groupIds.includes(groupId));
}
