import { describe, expect, it } from '@jest/globals';
import { factsSchema } from '../../../shared/imports/facts.ts';
import { positionFacts } from '../../../shared/positions/position-facts.ts';
import { position } from '../../support/positions.ts';

describe('positionFacts', () => {
  it('keeps the price as easybill has it, fractions of a cent included', () => {
    expect(positionFacts(position({ sale_price: 1450.25, vat_percent: 7 }))).toEqual({
      vatPercent: 7,
      priceCents: 1450.25,
      unit: 'Stk',
      type: 'PRODUCT',
    });
  });

  it('tells a gross price, and passes as what a mapping keeps', () => {
    const facts = positionFacts(position({ price_type: 'BRUTTO', unit: undefined, type: 'SERVICE' }));

    expect(facts).toMatchObject({ isGross: true, type: 'SERVICE' });
    expect(factsSchema.parse(facts)).toEqual(facts);
  });
});
