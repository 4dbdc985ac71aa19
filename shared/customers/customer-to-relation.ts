import type { Settings } from '../connections/settings/settings.ts';
import type { EasybillCustomer } from '../easybill/index.ts';
import type { OutsmartRelation } from '../outsmart/index.ts';
import { oneLine, storedLine, storedText } from '../outsmart/stored-text.ts';
import type { Mapped, SkipReason } from '../records/mapped.ts';
import { recordKey } from '../records/record-key.ts';
import { firstEmail, personName } from './contact-details.ts';
import { relationAddress } from './relation-address.ts';

/**
 * Maps an easybill customer to the OutSmart relation it should be. Every field the connector owns is in the record, empty ones
 * as `""`: whether an omitted field keeps its value at OutSmart is undocumented, so only this clears a phone number in
 * either case. A field the user maintains at OutSmart is not in the record at all.
 */
export function customerToRelation(
  customer: EasybillCustomer,
  settings: Settings['imports']['customers'],
): Mapped<OutsmartRelation> {
  const number = recordKey(customer.number);
  const skipped = (reason: SkipReason, ...fields: readonly string[]): Mapped<OutsmartRelation> => ({
    outcome: 'skipped',
    reason,
    fields,
    key: number.key,
  });

  const isArchived = customer.archived;
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

function isInGroups(customer: EasybillCustomer, groupIds: readonly number[]): boolean {
  if (groupIds.length === 0) return true;
  const memberOf = [customer.group_id, ...customer.additional_groups_ids];
  return memberOf.some((id) => id !== undefined && groupIds.includes(id));
}
