import { describe, expect, it } from '@jest/globals';
import { build, built, positionsOf, problems } from './invoice-parts.ts';

const period = { WorkDate: '03-02-2026', TotalTime: '01:00', Travel: '10', HourType: 'MON', WorkRemark: '' };
const material = { MaterialCode: 'A-100', MaterialName: 'Filter', MaterialNr: '1', MaterialPrice: '10' };

describe('the invoice of a work order', () => {
  it('is the whole document, to the cent', () => {
    expect(built()).toEqual({
      outcome: 'built',
      invoice: {
        type: 'INVOICE',
        customer_id: 7,
        external_id: 'os-abc-700123-1',
        document_date: '2026-11-20',
        service_date: { type: 'SERVICE', date: '2026-02-03' },
        order_number: 'WO-2026-0815',
        currency: 'EUR',
        calc_vat_from: 0,
        vat_option: null,
        items: [
          { type: 'TEXT', description: 'Heizung gewartet' },
          {
            type: 'POSITION',
            position_id: 11,
            number: 'A-100',
            description: 'Filter',
            quantity: 2,
            unit: 'Stk',
            single_price_net: 1450,
            vat_percent: 7,
          },
          {
            type: 'POSITION',
            position_id: 12,
            number: 'MON',
            description: 'Kessel gereinigt',
            quantity: 3.5,
            unit: 'h',
            single_price_net: 6500,
            vat_percent: 19,
          },
        ],
      },
      total: {
        netCents: 25650,
        grossCents: 30176,
        lines: [
          { net: '0', gross: '0' },
          { net: '2900', gross: '3103' },
          { net: '22750', gross: '27072.5' },
        ],
      },
      warnings: [],
      keepDraft: false,
    });
  });

  it('takes days until payment, template and ledger account from the settings', () => {
    const settings = { dueInDays: 0, pdfTemplate: '4711', bookingAccount: '8400' };
    const { invoice } = built({}, { settings, customer: { easybillId: 7, dueInDays: 30 } });

    expect(invoice).toMatchObject({ due_in_days: 0, pdf_template: '4711' });
    expect(invoice.items).toMatchObject([{}, {}, { booking_account: '8400' }]);
    // 7 % is not booked where 19 % belongs.
    expect(invoice.items[1]).not.toHaveProperty('booking_account');
  });

  it('takes the days until payment of the customer where the settings have none', () => {
    expect(built({}, { customer: { easybillId: 7, dueInDays: 30 } }).invoice.due_in_days).toBe(30);
  });

  it.each([
    ['OrderNr', { OrderNr: 'A-1', WorkorderNo: 'B-2' }, 'A-1'],
    ['WorkorderNo', { OrderNr: '', WorkorderNo: 'B-2' }, 'B-2'],
  ])('is called by %s', (_what, changes, expected) => {
    expect(built(changes).invoice.order_number).toBe(expected);
  });

  it('without a number for users shows none to the customer, and tells the row id to us', () => {
    const changes = { OrderNr: '', WorkorderNo: '' };

    expect(built(changes).invoice).not.toHaveProperty('order_number');
    expect(problems({ ...changes, Materials: [], Workperiods: [] })).toMatchObject([
      { params: { workOrder: '700123' } },
    ]);
  });

  it.each([
    ['materialsFirst', ['A-100', 'MON', 'KM']],
    ['hoursFirst', ['MON', 'KM', 'A-100']],
  ])('has its lines %s', (lineOrder, expected) => {
    const { invoice } = built(
      { Materials: [material], Workperiods: [period] },
      { settings: { lineOrder, travel: { position: 'KM' } } },
    );

    expect(invoice.items.map((item) => (item.type === 'TEXT' ? 'text' : item.number))).toEqual([
      'text',
      ...expected,
    ]);
  });
});

describe('the text of an invoice', () => {
  const firstItem = (...given: Parameters<typeof built>) => built(...given).invoice.items[0];

  it('is the work description, or the short one', () => {
    expect(firstItem({ WorkDescription: 'Zeile 1\r\nZeile 2' })).toEqual({
      type: 'TEXT',
      description: 'Zeile 1\nZeile 2',
    });
    expect(firstItem({ WorkDescription: '' })).toEqual({ type: 'TEXT', description: 'Wartung' });
  });

  it('is left out by setting, or where there is nothing to say', () => {
    expect(firstItem({}, { settings: { workDescription: false } })).toMatchObject({ type: 'POSITION' });
    expect(firstItem({ WorkDescription: ' ', ShortWorkDescription: '' })).toMatchObject({ type: 'POSITION' });
  });

  it('is never what only employees may see', () => {
    const { invoice } = built({ InternalWorkDescription: 'Kunde zahlt schlecht', WorkDescription: '' });

    expect(JSON.stringify(invoice)).not.toContain('zahlt schlecht');
  });
});

describe('the service date', () => {
  const served = (days: (string | undefined)[], changes = {}) =>
    built({ Workperiods: days.map((day) => ({ ...period, WorkDate: day })), ...changes }).invoice
      .service_date;

  it('spans the periods, in whatever order they are', () => {
    expect(served(['28-02-2026', '03-02-2026', '1-3-2026'])).toEqual({
      type: 'SERVICE',
      date_from: '2026-02-03',
      date_to: '2026-03-01',
    });
  });

  it('is one day where all are the same', () => {
    expect(served(['03-02-2026', '03-02-2026'])).toEqual({ type: 'SERVICE', date: '2026-02-03' });
  });

  it('is the planned day without periods', () => {
    expect(served([], { WorkDate: '29-02-2024', WorkEndDate: '' })).toEqual({
      type: 'SERVICE',
      date: '2024-02-29',
    });
  });

  it.each(['31-02-2026', '2026-02-03', '29-02-2026', '00-01-2026', 'gestern'])(
    'is never guessed from %s',
    (day) => {
      expect(problems({ Workperiods: [{ ...period, WorkDate: day }] })).toEqual([
        { code: 'invoiceDateUnreadable', params: { workOrder: 'WO-2026-0815', row: '1' } },
      ]);
    },
  );
});

describe('a work order without an invoice', () => {
  it.each([
    ['the invoice customer', {}, '10040'],
    ['the site customer', { CustomerDebtorNrInvoice: '' }, '10042'],
  ])('names %s that is not known', (_what, changes, customerNumber) => {
    expect(problems(changes, { customer: undefined })).toEqual([
      { code: 'invoiceCustomerUnknown', params: { workOrder: 'WO-2026-0815', customerNumber } },
    ]);
  });

  it('may name no customer at all', () => {
    expect(problems({ CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' })).toMatchObject([
      { code: 'invoiceNoCustomerNumber' },
    ]);
  });

  it('has nothing to bill', () => {
    expect(problems({ Materials: [], Workperiods: [] })).toMatchObject([{ code: 'invoiceEmpty' }]);
  });

  it('has nothing but travel that is not billed', () => {
    const changes = { Materials: [], Workperiods: [{ ...period, TotalTime: '00:00' }] };

    expect(problems(changes)).toMatchObject([{ code: 'invoiceHoursZero' }]);
    expect(problems(changes, { settings: { travel: { position: 'KM' } } })).toEqual([]);
  });

  it('would be a credit', () => {
    expect(problems({ Workperiods: [], Materials: [{ ...material, MaterialNr: '-1' }] })).toMatchObject([
      { code: 'invoiceTotalNegative', params: { cents: -1070 } },
    ]);
  });

  it('would come to more than a number holds', () => {
    const huge = { ...material, MaterialNr: '999999999999', MaterialPrice: '9999999999' };

    expect(problems({ Workperiods: [], Materials: [huge] })).toMatchObject([
      { code: 'invoiceNumberTooFine' },
    ]);
  });

  it('tells everything that is wrong at once', () => {
    const result = build(
      {
        Materials: [
          { ...material, MaterialNr: '0' },
          { ...material, MaterialCode: 'B-1' },
        ],
        Workperiods: [{ ...period, HourType: 'H404', WorkDate: 'gestern' }],
      },
      { customer: undefined },
    );

    expect(result).toMatchObject({
      outcome: 'refused',
      problems: [
        { code: 'invoiceCustomerUnknown' },
        { code: 'invoiceMaterialQuantityZero' },
        { code: 'invoiceMaterialUnknown' },
        { code: 'invoiceHourTypeUnknown' },
        { code: 'invoiceDateUnreadable' },
      ],
    });
  });

  it.each([
    {},
    { customer: undefined },
    { positions: positionsOf() },
    { settings: { hours: { fallbackPosition: 'nix' } } },
  ])('tells no name, text or address, with %p', (given) => {
    const canary = 'Canary';
    const result = build(
      {
        CustomerName: canary,
        CustomerNameInvoice: canary,
        CustomerStreetInvoice: canary,
        CustomerEmailInvoice: `${canary}@b.example`,
        WorkDescription: canary,
        Materials: [
          { ...material, MaterialName: canary, MaterialNr: canary },
          { ...material, MaterialName: canary, MaterialPrice: '1', MaterialTotalPrice: '3' },
        ],
        Workperiods: [
          { ...period, WorkRemark: canary, TotalTime: canary, WorkDate: canary },
          { ...period, WorkRemark: canary },
        ],
      },
      given,
    );

    expect(result).toMatchObject({ outcome: 'refused' });
    expect(JSON.stringify(result)).not.toContain(canary);
  });
});
