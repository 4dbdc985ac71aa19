import * as fc from 'fast-check';
import type { EasybillPosition } from '../../shared/easybill/index.ts';
import { anyText } from './any-text.ts';

/** A product as easybill has it and the connector reads it. */
export function position(changes: Partial<EasybillPosition> = {}): EasybillPosition {
  return {
    id: 4711,
    number: 'A-100',
    description: 'Filter G 1/2"',
    type: 'PRODUCT',
    unit: 'Stk',
    price_type: 'NETTO',
    sale_price: 1450,
    cost_price: undefined,
    vat_percent: 19,
    group_id: undefined,
    export_identifier: undefined,
    note: undefined,
    archived: false,
    ...changes,
  };
}

/** Any position easybill might hold, nasty texts and prices included. */
export function anyPosition(): fc.Arbitrary<EasybillPosition> {
  const maybeText = fc.option(anyText(), { nil: undefined });
  const cents = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.double({ noNaN: true, min: 0, max: 1e7 }),
  );
  return fc.record(
    {
      id: fc.integer({ min: 1 }),
      number: fc.oneof(fc.constantFrom('A-100', '4,5 mm', ' 10 '), maybeText),
      description: fc.oneof(fc.constant('Filter\n<b>groß</b>'), maybeText),
      type: fc.constantFrom('PRODUCT', 'SERVICE'),
      unit: fc.oneof(fc.constantFrom('Stk', 'Std.'), maybeText),
      price_type: fc.constantFrom('NETTO', 'BRUTTO'),
      sale_price: cents,
      cost_price: fc.option(cents, { nil: undefined }),
      vat_percent: fc.constantFrom(0, 7, 7.7, 19),
      group_id: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      export_identifier: maybeText,
      note: maybeText,
      archived: fc.boolean(),
    },
    { noNullPrototype: true },
  );
}
