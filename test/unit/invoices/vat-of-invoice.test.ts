import { describe, expect, it } from '@jest/globals';
import { article, built, positionsOf, problems } from './invoice-parts.ts';

const period = { WorkDate: '03-02-2026', TotalTime: '01:00', Travel: '10', HourType: 'MON', WorkRemark: '' };
const material = { MaterialCode: 'A-100', MaterialName: 'Filter', MaterialNr: '1', MaterialPrice: '10' };

describe('VAT', () => {
  it.each([undefined, 'NULL'])('is that of the lines for a customer with option %p', (taxOption) => {
    const { invoice } = built({}, { customer: { easybillId: 7, taxOption } });

    expect(invoice.vat_option).toBeNull();
    expect(invoice.items).toMatchObject([{}, { vat_percent: 7 }, { vat_percent: 19 }]);
  });

  it.each([
    ['not taxable', 'nStb'],
    ['not taxable, EU with VAT id', 'nStbUstID'],
    ['not taxable, EU without VAT id', 'nStbNoneUstID'],
    ['not taxable at home', 'nStbIm'],
    ['reverse charge', 'revc'],
    ['EU', 'IG'],
    ['third country', 'AL'],
    ['exempt', 'sStfr'],
    ['small business', 'smallBusiness'],
  ])('is none for a customer with %s, also of gross prices', (_what, taxOption) => {
    const positions = positionsOf(article('A-100'), article('MON', { priceCents: '11900', isGross: true }));
    const { invoice, total } = built(
      { Materials: [material], Workperiods: [period] },
      { positions, customer: { easybillId: 7, taxOption, hasVatId: true } },
    );

    expect(invoice.vat_option).toBe(taxOption);
    expect(invoice.items).toMatchObject([
      {},
      { vat_percent: 0 },
      { single_price_net: 10000, vat_percent: 0 },
    ]);
    expect(total).toMatchObject({ netCents: 11000, grossCents: 11000 });
  });

  it('is never guessed for an option that is not known', () => {
    expect(problems({}, { customer: { easybillId: 7, taxOption: 'OSS2' } })).toEqual([
      { code: 'invoiceTaxOptionUnknown', params: { workOrder: 'WO-2026-0815', customerNumber: '10040' } },
    ]);
  });

  it('is the default of the settings for a material without a code', () => {
    const { invoice, warnings } = built(
      { Materials: [{ ...material, MaterialCode: '' }] },
      { settings: { defaultVatPercent: 7 } },
    );

    expect(invoice.items).toMatchObject([{}, { vat_percent: 7 }, {}]);
    expect(warnings).toEqual([]);
  });
});
