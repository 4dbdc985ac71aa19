import type { EasybillCustomer } from '../vendors/easybill/index.ts';
import type { OutsmartRow } from '../vendors/outsmart/index.ts';

/** What the first import must make of the demo's customers. */
export interface ExpectedRelations {
  readonly imported: readonly EasybillCustomer[];
  readonly archived: readonly EasybillCustomer[];
  readonly withoutAddress: readonly EasybillCustomer[];
  /** Customers whose number one before them has. */
  readonly duplicates: readonly EasybillCustomer[];
}

/**
 * Sorts the customers by what must become of them with the default settings. Said again in few words instead of with
 * the connector's own mapping: a check must not share the mistakes of what it checks.
 */
export function expectRelations(customers: Iterable<EasybillCustomer>): ExpectedRelations {
  const imported = new Map<string, EasybillCustomer>();
  const archived: EasybillCustomer[] = [];
  const withoutAddress: EasybillCustomer[] = [];
  const duplicates: EasybillCustomer[] = [];
  for (const customer of customers) {
    if (customer.archived) archived.push(customer);
    else if (!customer.street || !customer.zip_code || !customer.city) withoutAddress.push(customer);
    else if (imported.has(customer.number)) duplicates.push(customer);
    else imported.set(customer.number, customer);
  }
  return { imported: [...imported.values()], archived, withoutAddress, duplicates };
}

/** Compares OutSmart's relations with the expected ones record by record and tells every difference in a sentence. */
export function differences(
  { imported }: ExpectedRelations,
  relations: ReadonlyMap<string, OutsmartRow>,
): string[] {
  const expected = new Set(imported.map(({ number }) => number));
  const wrong = imported.flatMap((customer) => {
    const relation = relations.get(customer.number);
    if (relation === undefined) return [`Customer ${customer.number} is missing in OutSmart.`];
    const fields = Object.entries(expectedFields(customer)).flatMap(([field, value]) =>
      relation[field] === value ? [] : [field],
    );
    return fields.length === 0
      ? []
      : [`Customer ${customer.number} differs in OutSmart: ${fields.join(', ')}.`];
  });
  const surplus = [...relations.keys()].filter((number) => !expected.has(number));
  return [...wrong, ...surplus.map((number) => `Customer ${number} should not be in OutSmart.`)];
}

function expectedFields(customer: EasybillCustomer): Readonly<Record<string, string>> {
  const person = `${customer.first_name ?? ''} ${customer.last_name ?? ''}`.trim();
  return {
    external_id: String(customer.id),
    name: customer.company_name ?? person,
    street: customer.street ?? '',
    postal_code: customer.zip_code ?? '',
    city: customer.city ?? '',
    email: customer.emails[0] ?? '',
    phone_number: customer.phone_1 ?? '',
    active: '1',
  };
}
