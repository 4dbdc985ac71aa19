import { describe, expect, it } from '@jest/globals';
import { exportSettingsSchema } from '../../../shared/connections/settings/export-settings.ts';
import { documentDay } from '../../../shared/invoices/days/document-day.ts';
import { workOrderToCustomer } from '../../../shared/invoices/work-order-to-customer.ts';
import { outsmartWorkOrderSchema } from '../../../shared/outsmart/index.ts';
import { workOrderRecord } from '../outsmart/work-order-record.ts';
import { expectExample } from './expect-example.ts';
import { buildExample, readExamples } from './example-world.ts';

const cases = readExamples('cases/cases.json');

describe('an input that came out wrong once', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expectExample(buildExample(one), one);
  });

  it.each([
    ['report-02 Nederland', { CustomerCountryInvoice: 'Nederland' }, { country: 'NL' }],
    ['report-02 at', { CustomerCountryInvoice: 'at' }, { country: 'AT' }],
    [
      'report-11 two addresses',
      { CustomerEmailInvoice: 'a@example.org; b@example.org' },
      { emails: ['a@example.org'] },
    ],
    [
      'report-11 line break',
      { CustomerNameInvoice: 'Mail GmbH\nAbteilung 2' },
      { company_name: 'Mail GmbH Abteilung 2' },
    ],
    [
      'report-11 house number',
      { CustomerStreetInvoice: 'Beispielweg 7', CustomerStreetNoInvoice: '7' },
      { street: 'Beispielweg 7' },
    ],
    ['worked-32 Österreich', { CustomerCountryInvoice: 'Österreich' }, { country: 'AT' }],
  ])('%s', (_name, changes, expected) => {
    const order = outsmartWorkOrderSchema.parse(workOrderRecord(changes));
    expect(workOrderToCustomer(order)).toMatchObject(expected);
  });

  it.each(['erika@example', 'info@firma.'])('report-11 no mail goes to %s', (email) => {
    const order = outsmartWorkOrderSchema.parse(workOrderRecord({ CustomerEmailInvoice: email }));
    expect(workOrderToCustomer(order)).not.toHaveProperty('emails');
  });

  it('worked-46 an invoice is not of a day to come', () => {
    const order = outsmartWorkOrderSchema.parse(workOrderRecord({ WorkDate: '15-12-2026', Workperiods: [] }));
    const settings = exportSettingsSchema.parse({ documentDate: 'workDate' });
    const around = { today: '2026-11-30', completedOn: undefined };
    expect(documentDay(order, settings, around)).toBe('2026-11-30');
  });
});
