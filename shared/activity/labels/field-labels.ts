import type { Label } from './label.ts';

/** What fields of easybill and OutSmart are called, by the vendors' names. */
const FIELD_LABELS: Readonly<Record<string, Label>> = {
  ...named(['id'], 'ID', 'ID'),
  ...named(['number', 'debtor_number', 'code', 'cat_code', 'cpn_code'], 'Nummer', 'number'),
  ...named(['company_name'], 'Firma', 'company'),
  ...named(['name', 'cat_name', 'cpn_name'], 'Name', 'name'),
  ...named(['first_name', 'firstname'], 'Vorname', 'first name'),
  ...named(['last_name', 'lastname'], 'Nachname', 'last name'),
  ...named(['street'], 'Straße', 'street'),
  ...named(['house_number'], 'Hausnummer', 'house number'),
  ...named(['zip_code', 'postal_code'], 'Postleitzahl', 'postal code'),
  ...named(['city'], 'Ort', 'city'),
  ...named(['country'], 'Land', 'country'),
  ...named(['emails', 'email', 'cpn_email'], 'E-Mail-Adresse', 'e-mail address'),
  ...named(['email_workorder'], 'E-Mail-Adresse für Aufträge', 'e-mail address for work orders'),
  ...named(['phone_1', 'phone_2', 'phone_number', 'cpn_phone'], 'Telefonnummer', 'phone number'),
  ...named(['mobile'], 'Mobilnummer', 'mobile number'),
  ...named(['contact'], 'Ansprechpartner', 'contact person'),
  ...named(['note', 'remark'], 'Bemerkung', 'remark'),
  ...named(['vat_identifier', 'vat_number'], 'USt-IdNr.', 'VAT number'),
  ...named(['tax_options', 'vat_option'], 'Steueroption', 'tax option'),
  ...named(['archived', 'active', 'cat_display'], 'Status', 'status'),
  ...named(['type'], 'Typ', 'type'),
  ...named(['group_id', 'additional_groups_ids', 'mct_cat_code'], 'Gruppe', 'group'),
  ...named(['mct_mat_code', 'cpn_debtor_nr'], 'Zuordnung', 'link'),
  ...named(['description'], 'Bezeichnung', 'description'),
  ...named(['unit'], 'Einheit', 'unit'),
  ...named(['quantity', 'MaterialNr'], 'Menge', 'quantity'),
  ...named(['sale_price', 'single_price_net', 'price', 'MaterialPrice'], 'Preis', 'price'),
  ...named(['cost_price'], 'Einkaufspreis', 'cost price'),
  ...named(['price_type'], 'Preisart', 'kind of price'),
  ...named(['MaterialTotalPrice'], 'Gesamtpreis', 'total'),
  ...named(['discount', 'discount_type', 'MaterialDiscountPercentage'], 'Rabatt', 'discount'),
  ...named(['vat_percent'], 'Steuersatz', 'VAT rate'),
  ...named(['booking_account', 'export_identifier'], 'Erlöskonto', 'revenue account'),
  ...named(['customer_id'], 'Kunde', 'customer'),
  ...named(['position_id'], 'Artikel', 'article'),
  ...named(['items'], 'Rechnungszeilen', 'invoice lines'),
  ...named(['order_number'], 'Auftragsnummer', 'order number'),
  ...named(['document_date'], 'Rechnungsdatum', 'date of the invoice'),
  ...named(['service_date', 'date', 'date_from', 'date_to'], 'Leistungsdatum', 'date of service'),
  ...named(['due_in_days'], 'Zahlungsziel', 'payment term'),
  ...named(['pdf_template'], 'PDF-Vorlage', 'PDF template'),
  ...named(['external_id'], 'Verweis des Exports', 'reference of the export'),
  ...named(['currency'], 'Währung', 'currency'),
};

/** For fields whose names say nothing to an office. */
const OTHER_FIELD: Label = { de: 'sonstige Angaben', en: 'other details' };

function named(fields: readonly string[], de: string, en: string): Record<string, Label> {
  return Object.fromEntries(fields.map((field) => [field, { de, en }]));
}

/** What a field of a vendor is called; of one inside another, such as `items.0.unit`, what the inner one is. */
export function fieldLabel(field: string): Label {
  const name = field.split(/[.[\]]+/).findLast((part) => /[a-z]/i.test(part)) ?? '';
  return Object.hasOwn(FIELD_LABELS, name) ? (FIELD_LABELS[name] ?? OTHER_FIELD) : OTHER_FIELD;
}
