import { easybillPositionSchema, type EasybillPosition } from '../../../shared/easybill/index.ts';

/** An article as easybill answers with it, read by the production schema. */
export function position(changes: Readonly<Record<string, unknown>> = {}): EasybillPosition {
  return easybillPositionSchema.parse({
    id: 7,
    number: 'A-100',
    type: 'PRODUCT',
    description: 'Filter',
    unit: 'Stk',
    sale_price: 1450,
    price_type: 'NETTO',
    vat_percent: 19,
    group_id: 3,
    cost_price: null,
    export_identifier: null,
    export_identifier_extended: [],
    archived: false,
    login_id: 1,
    ...changes,
  });
}
