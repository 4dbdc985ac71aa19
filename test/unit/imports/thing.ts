import type { Mapped } from '../../../shared/records/mapped.ts';
import type { Lane } from '../../../shared/records/entity.ts';

/** A record of any kind at easybill. */
export interface Thing {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  /** The group of a position, the customer of a contact person. */
  readonly parentId?: number;
  /** Whether a position is an hour type. */
  readonly isHourType?: boolean;
  readonly archived?: boolean;
  readonly vat?: number;
}

/** The same at OutSmart. */
export interface Row {
  readonly key: string;
  readonly name: string;
  readonly parent?: string | undefined;
}

/** How a record is mapped by the worker of an entity. */
export function mapThing(entity: Lane, thing: Thing, parentKey: string | undefined): Mapped<Row> {
  const { id, number, name, archived, isHourType = false, vat = 19 } = thing;
  if (entity === 'contact') {
    if (parentKey === undefined) {
      return { outcome: 'skipped', reason: 'parentNotImported', fields: [], key: String(id) };
    }
    return { outcome: 'mapped', key: String(id), record: { key: String(id), name, parent: parentKey } };
  }
  const isPosition = entity === 'product';
  const side = isPosition ? (isHourType ? 'hourType' : 'product') : entity;
  if (archived) return { outcome: 'skipped', reason: 'archived', fields: ['archived'], key: number, side };
  if (name === '') return { outcome: 'skipped', reason: 'noName', fields: ['name'], key: number, side };
  const facts = { vatPercent: String(vat), priceCents: '100', type: 'PRODUCT' };
  const record = { key: number, name };
  if (!isPosition) return { outcome: 'mapped', key: number, record };
  return isHourType
    ? { outcome: 'mapped', side, key: number, record, facts }
    : { outcome: 'mapped', key: number, record, facts, link: parentKey };
}
