const prices = Array.from({ length: 9 }, (_, i) => `sale_price${i + 2}`);

/** What may be sent of a record, by how easybill names it in refusals (its API description 1.92.3). */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  Position: [
    ...['type', 'number', 'description', 'document_note', 'note', 'unit', 'export_identifier'],
    ...['export_identifier_extended', 'price_type', 'vat_percent', 'sale_price', ...prices, 'cost_price'],
    ...['export_cost1', 'export_cost2', 'group_id', 'stock', 'stock_limit_notify'],
    ...['stock_limit_notify_frequency', 'stock_limit', 'quantity', 'archived'],
  ],
  PositionGroup: ['description', 'name', 'number'],
  Contact: [
    ...['city', 'state', 'company_name', 'country', 'department', 'emails', 'fax', 'first_name', 'last_name'],
    ...['mobile', 'note', 'personal', 'phone_1', 'phone_2', 'salutation', 'street', 'suffix_1', 'suffix_2'],
    ...['title', 'zip_code'],
  ],
  WebHook: ['content_type', 'description', 'events', 'is_active', 'secret', 'url'],
};

/** Names in a body that are not documented for it, or for reading only: easybill would do nothing with them. */
export const undocumentedFields = (name: string, body: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(body).filter((field) => DOCUMENTED[name]?.includes(field) === false);
