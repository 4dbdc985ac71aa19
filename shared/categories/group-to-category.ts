import type { EasybillPositionGroup } from '../easybill/index.ts';
import type { Mapped } from '../records/mapped.ts';
import { recordKey } from '../records/record-key.ts';
import type { OutsmartCategory } from '../outsmart/index.ts';
import { storedLine } from '../outsmart/stored-text.ts';

/** Maps an easybill position group to the OutSmart category it should be. */
export function groupToCategory({ number, name }: EasybillPositionGroup): Mapped<OutsmartCategory> {
  const code = recordKey(number);
  const { key } = code;
  if (code.key === undefined) return { outcome: 'skipped', reason: code.reason, fields: ['number'], key };
  const title = storedLine(name);
  if (title === '') return { outcome: 'skipped', reason: 'noName', fields: ['name'], key };
  return {
    outcome: 'mapped',
    key: code.key,
    record: { cat_code: code.key, cat_name: title, cat_display: 1 },
  };
}
