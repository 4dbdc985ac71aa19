import * as z from 'zod';

/** The six kinds of record that are imported from easybill. */
export const entitySchema = z.enum(['customer', 'contact', 'product', 'category', 'hourType', 'employee']);
export type Entity = z.infer<typeof entitySchema>;

/** What has a lease, mappings and runs of its own. */
export type Lane = Exclude<Entity, 'hourType'>;

/** Positions of easybill are products or hour types, and may change sides: both share one lane. */
export function laneOf(entity: Entity): Lane {
  return entity === 'hourType' ? 'product' : entity;
}

/** Lanes whose records are not whole without one of another lane, which is imported first. */
export const PARENT_OF: Readonly<Partial<Record<Lane, Lane>>> = { product: 'category', contact: 'customer' };
