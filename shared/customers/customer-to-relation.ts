import { recordKey } from '../records/record-key.ts';
import { firstEmail, personName, type PersonNameParts } from './contact-details.ts';
import {
  relationAddress,
  type AddressSettings,
  type CustomerAddress,
  type RelationAddress,
} from './relation-address.ts';
import { oneLine, storedLine, storedText } from '../outsmart/stored-text.ts';

/** What the mapping reads of an easybill customer, in its own words. See https://api.easybill.de/rest/v1/ (Customer). */
export interface MappableCustomer extends CustomerAddress, PersonNameParts {
  readonly id: number;
  readonly number?: string | undefined;
  readonly company_name?: string | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly phone_1?: string | undefined;
  readonly phone_2?: string | undefined;
  readonly mobile?: string | undefined;
  readonly vat_identifier?: string | undefined;
  readonly note?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly group_id?: number | undefined;
  readonly additional_groups_ids?: readonly number[] | undefined;
}

/** What we write of an OutSmart relation (`POST /relations/`), in its own words. */
interface MappedRelation extends RelationAddress {
  readonly debtor_number: string;
  readonly name: string;
  readonly contact: string;
  readonly phone_number: string;
  readonly mobile: string;
  readonly email: string;
  /** Only with the setting `workOrderEmail`: otherwise OutSmart's user maintains it. */
  readonly email_workorder?: string;
  /** Only with the setting `noteToRemark`: otherwise OutSmart's user maintains it. */
  readonly remark?: string;
  readonly vat_number: string;
  readonly external_id: string;
  readonly active: 0 | 1;
}

/** The `customers` settings of a connection that decide what is imported and how. */
export interface CustomerImportSettings extends AddressSettings {
  /** easybill customer groups to import; none means all customers. */
  readonly groupIds: readonly number[];
  /** Whether archived customers are imported too, as inactive relations. */
  readonly includeArchived: boolean;
  readonly noteToRemark: boolean;
  readonly workOrderEmail: 'none' | 'same';
}

/** Why a customer is not written to OutSmart. */
type CustomerSkipReason =
  | 'archived'
  | 'outsideGroups'
  | 'noNumber'
  | 'numberTooLong'
  | 'numberUnreadable'
  | 'noName'
  | 'missingAddress';

/**
 * What becomes of a customer. `key` is its debtor number at OutSmart; a skipped customer has one too where its number is usable.
 * `fields` are the easybill fields the reason is about.
 */
export type CustomerMapping =
  | { readonly outcome: 'mapped'; readonly key: string; readonly record: MappedRelation }
  | {
      readonly outcome: 'skipped';
      readonly reason: CustomerSkipReason;
      readonly fields: readonly string[];
      readonly key: string | undefined;
    };

/**
 * Maps an easybill customer to the OutSmart relation it should be. Every field the connector owns is in the record, empty ones
 * as `""`: whether an omitted field keeps its value at OutSmart is undocumented, so only this clears a phone number in
 * either case. A field the user maintains at OutSmart is not in the record at all.
 */
export function customerToRelation(
  customer: MappableCustomer,
  settings: CustomerImportSettings,
): CustomerMapping {
  const number = recordKey(customer.number);
  const skipped = (reason: CustomerSkipReason, ...fields: readonly string[]): CustomerMapping => ({
    outcome: 'skipped',
    reason,
    fields,
    key: number.key,
  });

  const isArchived = customer.archived === true;
  if (isArchived && !settings.includeArchived) return skipped('archived', 'archived');
  if (!isInGroups(customer, settings.groupIds)) {
    return skipped('outsideGroups', 'group_id', 'additional_groups_ids');
  }
  if (number.key === undefined) return skipped(number.reason, 'number');

  const company = storedLine(customer.company_name);
  const person = storedLine(personName(customer));
  const name = company || person;
  if (name === '') return skipped('noName', 'company_name', 'last_name');

  const mapped = relationAddress(customer, settings);
  if (mapped.address === undefined) return skipped('missingAddress', ...mapped.missing);

  const email = firstEmail(customer.emails);
  return {
    outcome: 'mapped',
    key: number.key,
    record: {
      debtor_number: number.key,
      name,
      contact: company === '' ? '' : person,
      ...mapped.address,
      phone_number: storedLine(oneLine(customer.phone_1) || customer.phone_2),
      mobile: storedLine(customer.mobile),
      email,
      ...(settings.workOrderEmail === 'same' && { email_workorder: email }),
      ...(settings.noteToRemark && { remark: storedText(customer.note) }),
      vat_number: storedLine(customer.vat_identifier),
      external_id: String(customer.id),
      active: isArchived ? 0 : 1,
    },
  };
}

function isInGroups(customer: MappableCustomer, groupIds: readonly number[]): boolean {
  if (groupIds.length === 0) return true;
  const memberOf = [customer.group_id, ...(customer.additional_groups_ids ?? [])];
  return memberOf.some((id) => id !== undefined && groupIds.includes(id));
}
