import { describe, expect, it } from '@jest/globals';
import { materialToPosition } from '../../../shared/invoices/material-to-position.ts';
import { articleCodes } from '../../../shared/invoices/work-order-codes.ts';
import { workOrderToCustomer } from '../../../shared/invoices/work-order-to-customer.ts';
import { settingsOf, workOrder } from './invoice-parts.ts';

describe('the customer of a work order', () => {
  it('is the one who gets the invoice', () => {
    expect(workOrderToCustomer(workOrder())).toEqual({
      number: '10040',
      company_name: 'Muster Holding GmbH',
      street: 'Musterallee 1',
      zip_code: '20095',
      city: 'Hamburg',
    });
  });

  it('is never filled up with what the site has', () => {
    const order = workOrder({
      CustomerStreetInvoice: '',
      CustomerStreetNoInvoice: '',
      CustomerZIPInvoice: '',
      CustomerCityInvoice: '',
      CustomerEmail: 'site@muster.example',
    });

    expect(workOrderToCustomer(order)).toEqual({ number: '10040', company_name: 'Muster Holding GmbH' });
  });

  it('is the site where no other is named, without anything of the invoice address', () => {
    expect(workOrderToCustomer(workOrder({ CustomerDebtorNrInvoice: '' }))).toEqual({
      number: '10042',
      company_name: 'Muster Haustechnik GmbH',
      street: 'Beispielweg 7',
      zip_code: '10115',
      city: 'Berlin',
    });
  });

  it.each([
    ['a country code', { CustomerCountryInvoice: 'AT' }, { country: 'AT' }],
    ['a country by its name', { CustomerCountryInvoice: ' Österreich' }, { country: 'AT' }],
    [
      'the first of two e-mail addresses',
      { CustomerEmailInvoice: 'a@b.example; c@d.example' },
      { emails: ['a@b.example'] },
    ],
    [
      'its name in one line',
      { CustomerNameInvoice: 'Mail GmbH\nAbteilung 2' },
      { company_name: 'Mail GmbH Abteilung 2' },
    ],
    [
      'the house number once',
      { CustomerStreetInvoice: 'Beispielweg 7', CustomerStreetNoInvoice: '7' },
      { street: 'Beispielweg 7' },
    ],
    ['an e-mail address', { CustomerEmailInvoice: 'a@b.example' }, { emails: ['a@b.example'] }],
    ['a telephone number', { CustomerPhoneInvoice: '+49 30 5550100' }, { phone_1: '+49 30 5550100' }],
  ])('has %s', (_what, changes, expected) => {
    expect(workOrderToCustomer(workOrder(changes))).toMatchObject(expected);
  });

  it.each([
    ['country', { CustomerCountryInvoice: 'Atlantis' }],
    ['emails', { CustomerEmailInvoice: 'erika@example' }],
    ['emails', { CustomerEmailInvoice: 'info@firma.' }],
  ])('has no %s that easybill would refuse', (field, changes) => {
    expect(workOrderToCustomer(workOrder(changes))).not.toHaveProperty(field);
  });

  it.each([
    ['number', { CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' }],
    ['name', { CustomerNameInvoice: '' }],
  ])('is none without a %s', (_what, changes) => {
    expect(workOrderToCustomer(workOrder(changes))).toBeUndefined();
  });
});

describe('the article for a material', () => {
  it('has the price of the work order in cents', () => {
    expect(materialToPosition(workOrder(), 'a-100', 7)).toEqual({
      number: 'A-100',
      description: 'Filter',
      type: 'PRODUCT',
      unit: 'Stk',
      price_type: 'NETTO',
      sale_price: 1450,
      vat_percent: 7,
    });
  });

  it.each([
    ['an hour type', 'MON', {}],
    ['a material without a name', 'A-100', { MaterialName: '' }],
    ['a material without a price', 'A-100', { MaterialPrice: '' }],
    ['a negative price', 'A-100', { MaterialPrice: '-1' }],
  ])('is none for %s', (_what, code, changes) => {
    const material = { MaterialCode: 'A-100', MaterialName: 'Filter', MaterialPrice: '1', ...changes };

    expect(materialToPosition(workOrder({ Materials: [material] }), code, 19)).toBeUndefined();
  });
});

describe('the articles an invoice needs', () => {
  const hoursAndTravel = { hours: { fallbackPosition: 'ERS' }, travel: { position: 'KM' } };

  it('are those of materials, hour types and settings, each once', () => {
    const Materials = ['A-100', 'a-100 ', '', 'B,1'].map((MaterialCode) => ({ MaterialCode }));

    expect(articleCodes(workOrder({ Materials }), settingsOf(hoursAndTravel))).toEqual([
      'A-100',
      'B,1',
      'MON',
      'ERS',
      'KM',
    ]);
  });

  it('are not those of settings that the work order makes no use of', () => {
    expect(articleCodes(workOrder({ Workperiods: [] }), settingsOf(hoursAndTravel))).toEqual(['A-100']);
    expect(articleCodes(workOrder(), settingsOf())).toEqual(['A-100', 'MON']);
  });
});
