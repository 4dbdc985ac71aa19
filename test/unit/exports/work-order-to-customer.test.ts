import { describe, expect, it } from '@jest/globals';
import { workOrderSchema } from '../../../shared/exports/order-view.ts';
import { billedNumber, workOrderToCustomer } from '../../../shared/exports/work-order-to-customer.ts';
import { workOrderRecord } from './export-fixtures.ts';

const order = (changes: Record<string, unknown> = {}) => workOrderSchema.parse(workOrderRecord(changes));

describe('the customer who gets the invoice', () => {
  it('is the invoice customer, with nothing of the site', () => {
    expect(billedNumber(order())).toBe('10002');
    expect(workOrderToCustomer(order())).toEqual({
      number: '10002',
      company_name: 'Zahler AG',
      street: 'Kontor 5a',
      zip_code: '10115',
      city: 'Berlin',
    });
  });

  it('is the site customer where there is no invoice customer, with nothing of the other', () => {
    const site = order({ CustomerDebtorNrInvoice: '' });
    expect(billedNumber(site)).toBe('10001');
    expect(workOrderToCustomer(site)).toEqual({
      number: '10001',
      company_name: 'Site GmbH',
      street: 'Baustelle',
      city: 'Potsdam',
      emails: ['site@example.com'],
    });
  });

  it('is nobody without a number, and cannot be made without a name', () => {
    const nobody = order({ CustomerDebtorNr: null, CustomerDebtorNrInvoice: ' ' });
    expect(billedNumber(nobody)).toBeUndefined();
    expect(workOrderToCustomer(nobody)).toBeUndefined();
    expect(workOrderToCustomer(order({ CustomerNameInvoice: '' }))).toBeUndefined();
  });
});
