import { describe, expect, it } from '@jest/globals';
import { formatDay } from '../../../shared/activity/render/numbers.ts';
import { renderParameter } from '../../../shared/activity/render/render-parameter.ts';

const both = (name: string, values: Record<string, string | number>): string[] => [
  renderParameter(name, values, 'de'),
  renderParameter(name, values, 'en'),
];

describe('a parameter', () => {
  it.each([
    [1250, '12,50 €', '€12.50'],
    [-1250, '−12,50 €', '−€12.50'],
    [-125_050, '−1.250,50 €', '−€1,250.50'],
    [5, '0,05 €', '€0.05'],
    [0, '0,00 €', '€0.00'],
    ['1250', '12,50 €', '€12.50'],
  ])('of %s cents is money', (cents, de, en) => {
    expect(both('cents', { cents })).toEqual([de, en]);
    expect(both('expectedCents', { expectedCents: cents })).toEqual([de, en]);
  });

  it('of euros, as entries have had it, is money', () => {
    expect(both('price', { price: '12.50' })).toEqual(['12,50 €', '€12.50']);
    expect(both('total', { total: '-1000.00' })).toEqual(['−1.000,00 €', '−€1,000.00']);
  });

  it('that should be a number and is none stays as it is', () => {
    expect(both('price', { price: '12,5 x' })).toEqual(['12,5 x', '12,5 x']);
    expect(both('quantity', { quantity: ' ' })).toEqual([' ', ' ']);
  });

  it('that counts or measures is written as the language does', () => {
    expect(both('seen', { seen: 1312 })).toEqual(['1.312', '1,312']);
    expect(both('quantity', { quantity: '0.125' })).toEqual(['0,125', '0.125']);
    expect(both('discount', { discount: '12.5' })).toEqual(['12,5', '12.5']);
  });

  it('that names a record is not touched', () => {
    expect(both('customerNumber', { customerNumber: '010001' })).toEqual(['010001', '010001']);
    expect(both('documentId', { documentId: 7301442 })).toEqual(['7301442', '7301442']);
    expect(both('material', { material: '12.50' })).toEqual(['12.50', '12.50']);
  });

  it('that lists settings names them, and how switches are now', () => {
    const keys = 'exports.enabled, imports.products.enabled, exports.pdfTemplate';

    expect(both('keys', { keys })).toEqual([
      'Rechnungsexport; Artikel-Import; PDF-Vorlage',
      'Invoice export; Import of articles; PDF template',
    ]);
    const switched = { keys, switchedOn: 'exports.enabled', switchedOff: 'imports.products.enabled' };
    expect(both('keys', switched)).toEqual([
      'Rechnungsexport eingeschaltet; Artikel-Import ausgeschaltet; PDF-Vorlage',
      'Invoice export switched on; Import of articles switched off; PDF template',
    ]);
    expect(renderParameter('keys', { keys: 'exports.gone, exports.gone2' }, 'de')).toBe(
      'eine weitere Einstellung',
    );
  });

  it('that lists fields of a vendor names them', () => {
    expect(both('fields', { fields: 'street, zip_code, city' })).toEqual([
      'Straße, Postleitzahl und Ort',
      'street, postal code and city',
    ]);
    expect(both('fields', { fields: 'items.0.vat_percent, phone_1, phone_2' })).toEqual([
      'Steuersatz und Telefonnummer',
      'VAT rate and phone number',
    ]);
    expect(both('fields', { fields: 'odd_one, another.1' })).toEqual(['sonstige Angaben', 'other details']);
  });

  it.each([
    ['POST /documents', 'Rechnungen anlegen', 'create invoices'],
    ['PUT /documents/{id}/done', 'Rechnungen fertigstellen', 'finish invoices'],
    ['easybill GET /customers/{customerId}/contacts', 'Ansprechpartner lesen', 'read contact persons'],
    ['outsmart POST /relations', 'Kunden speichern', 'save customers'],
    ['outsmart GET /DeleteEntity', 'Einträge löschen', 'delete entries'],
    ['DELETE /documents/{id}', 'Rechnungen löschen', 'delete invoices'],
    ['easybill PATCH /odd-things', 'Daten speichern', 'save data'],
  ])('that is the call %s says what it does', (call, de, en) => {
    expect(both('call', { call })).toEqual([de, en]);
  });

  it('whose value is not known by any label shows as a dash', () => {
    expect(both('trigger', { trigger: 'odd' })).toEqual(['–', '–']);
    expect(both('plan', { plan: 'constructor' })).toEqual(['–', '–']);
  });
});

describe('formatDay', () => {
  it('writes a day as the language does, and leaves what is none', () => {
    expect(formatDay('2026-03-01', 'de')).toBe('01.03.2026');
    expect(formatDay('2026-03-01', 'en')).toBe('1 March 2026');
    expect(formatDay('soon', 'de')).toBe('soon');
  });
});
