import type { CustomerInput, EasybillSimulator } from '../../../infra/local/vendors/easybill/index.ts';
import type { Canaries } from './canaries.ts';

/** Every field of an easybill customer that takes any text, but its number, which the activity may show. */
const TEXT_FIELDS = [
  ...[
    'company_name',
    'first_name',
    'last_name',
    'title',
    'street',
    'suffix_1',
    'suffix_2',
    'zip_code',
    'city',
  ],
  ...[
    'state',
    'phone_1',
    'phone_2',
    'mobile',
    'fax',
    'internet',
    'note',
    'info_1',
    'info_2',
    'supplier_number',
  ],
  ...['vat_identifier', 'tax_number', 'postbox', 'postbox_zip_code', 'postbox_city', 'postbox_state'],
  ...[
    'delivery_title',
    'delivery_company_name',
    'delivery_first_name',
    'delivery_last_name',
    'delivery_street',
  ],
  ...['delivery_suffix_1', 'delivery_suffix_2', 'delivery_zip_code', 'delivery_city', 'delivery_state'],
  ...[
    'buyer_reference',
    'foreign_supplier_number',
    'court',
    'court_registry_number',
    'sepa_mandate_reference',
  ],
  ...['bank_account', 'bank_account_owner', 'bank_bic', 'bank_code', 'bank_iban', 'bank_name'],
] as const satisfies readonly (keyof CustomerInput)[];

/** A customer with a canary in every text, whoever it is named for. */
export function canaryCustomer(canaries: Canaries, who: string, changes: CustomerInput = {}): CustomerInput {
  return {
    ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, canaries.plant(`${field} of ${who}`)])),
    emails: ['first', 'second'].map((nth) => `${canaries.plant(`${nth} e-mail of ${who}`)}@example.test`),
    ...changes,
  };
}

/** Customers of which the import takes the first `good`, and skips or cannot read the others. */
export function mixedCustomers(canaries: Canaries, good: number): CustomerInput[] {
  const odd = (who: string, changes: CustomerInput): CustomerInput => canaryCustomer(canaries, who, changes);
  return [
    ...Array.from({ length: good }, (_, i) => canaryCustomer(canaries, `customer ${i + 1}`)),
    odd('the customer without an address', { street: '', postbox: '', city: '' }),
    odd('the customer without a name', { company_name: '', last_name: '', first_name: '', title: '' }),
    odd('the second customer with a number', { number: '10001' }),
    odd('the customer with a long number', { number: canaries.plant('a number too long').repeat(8) }),
    odd('the customer with a strange number', { number: `${canaries.plant('a strange number')}\u0007` }),
    odd('the archived customer', { archived: true }),
  ];
}

/** Gives an account customers in forms that no specification knows; `id` is the first of their ids. */
export function addUnreadableCustomers(
  canaries: Canaries,
  account: ReturnType<EasybillSimulator['account']>,
  id: number,
): void {
  const forms: Record<string, (value: string) => object> = {
    archived: (value) => ({ archived: value }),
    emails: (value) => ({ emails: { [value]: value } }),
    'nested emails': (value) => ({ emails: [{ [value]: value }] }),
    groups: (value) => ({ additional_groups_ids: [value, [value]], group_id: value }),
    company: (value) => ({ company_name: { [value]: [value] } }),
  };
  let next = id;
  for (const [field, form] of Object.entries(forms)) {
    const [whole] = account.seedCustomers([
      canaryCustomer(canaries, `the customer with odd ${field}`, { id: next }),
    ]);
    account.customers.set(next, { ...whole, ...form(canaries.plant(`odd ${field}`)) } as never);
    next += 1;
  }
  const [newer] = account.seedCustomers([canaryCustomer(canaries, 'the newer customer', { id: next })]);
  const level = canaries.plant('a field that easybill does not have yet');
  account.customers.set(next, { ...newer, loyalty: { [level]: [level] }, salutation: level } as never);
}
