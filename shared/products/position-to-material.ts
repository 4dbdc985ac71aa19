import type { EasybillPosition } from '../easybill/index.ts';
import type { Mapped } from '../imports/entity-import.ts';
import { numberKey } from '../imports/number-key.ts';
import { storedLine, storedText } from '../outsmart/field-text.ts';
import type { OutsmartMaterial } from '../outsmart/index.ts';
import { netPrice } from '../positions/position-price.ts';

/** The `products` settings of a connection that decide what is imported and how. */
export interface ProductImportSettings {
  /** easybill position groups to import; none means all products. */
  readonly groupIds: readonly number[];
  /** Stands where easybill has no unit, which OutSmart requires. */
  readonly defaultUnit: string;
  /** Whether VAT rate and revenue account go into the first two free fields, which come back on work orders. */
  readonly accountingToFreeFields: boolean;
}

/**
 * Maps an easybill position that is a product to the OutSmart material it should be, with its net price. Free fields are
 * in the record only with the setting: otherwise OutSmart's user maintains them. An archived product is skipped, since a
 * material cannot be set inactive.
 */
export function positionToMaterial(
  position: EasybillPosition,
  settings: ProductImportSettings,
): Mapped<OutsmartMaterial> {
  const number = numberKey(position.number);
  const { key } = number;
  if (position.archived) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key };
  if (!isInGroups(position, settings.groupIds)) {
    return { outcome: 'skipped', reason: 'outsideGroups', fields: ['group_id'], key };
  }
  if (number.key === undefined) {
    return { outcome: 'skipped', reason: number.reason, fields: ['number'], key };
  }
  const description = storedText(position.description);
  if (description === '') {
    return { outcome: 'skipped', reason: 'noDescription', fields: ['description'], key };
  }
  return {
    outcome: 'mapped',
    key: number.key,
    record: {
      code: number.key,
      description,
      price: netPrice(position),
      unit: storedLine(position.unit) || settings.defaultUnit,
      ...(settings.accountingToFreeFields && {
        freefield1: String(position.vat_percent),
        freefield2: storedLine(position.export_identifier),
      }),
    },
  };
}

function isInGroups({ group_id: groupId }: EasybillPosition, groupIds: readonly number[]): boolean {
  return groupIds.length === 0 || (groupId !== undefined && groupIds.includes(groupId));
}
