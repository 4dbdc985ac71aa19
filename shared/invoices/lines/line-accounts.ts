import type Big from 'big.js';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { NewDocumentPosition, VatOption } from '../../easybill/index.ts';
import { unpackFact } from '../../records/packed-fact.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { KnownPosition } from '../known-position.ts';

/** How revenue and costs of the lines are booked. */
export interface AccountRules {
  readonly vatOption: VatOption | null;
  /** Percent. */
  readonly defaultVat: Big;
  /** By VAT option or rate. */
  readonly bookingAccounts: ExportSettings['bookingAccounts'];
  /** Of lines at the default rate without a VAT option. */
  readonly bookingAccount: string | null;
  /** Of lines whose article has none. */
  readonly costCentre: string | undefined;
}

type Accounts = Pick<NewDocumentPosition, 'booking_account' | 'export_cost_1' | 'export_cost_2'>;

/**
 * Revenue account and cost centres of a line. An account of the usual VAT is never that of a line with a VAT option, nor
 * that of one rate the one of another: programs of tax advisers take VAT out of what is booked there.
 *
 * @param vatPercent rate of the article
 */
export function lineAccounts(
  position: KnownPosition | undefined,
  vatPercent: Big,
  rules: AccountRules,
): Accounts {
  const account =
    rules.vatOption === null
      ? (position?.bookingAccount ?? accountOfRate(vatPercent, rules))
      : (unpackFact(position?.optionAccounts)[rules.vatOption] ?? rules.bookingAccounts[rules.vatOption]);
  const cost = position?.cost1 ?? rules.costCentre;
  return {
    ...(account !== undefined && { booking_account: account }),
    ...(cost !== undefined && { export_cost_1: cost }),
    ...(position?.cost2 !== undefined && { export_cost_2: position.cost2 }),
  };
}

function accountOfRate(
  vatPercent: Big,
  { bookingAccounts, bookingAccount, defaultVat }: AccountRules,
): string | undefined {
  const ofRate = Object.entries(bookingAccounts).find(([rate]) => readDecimal(rate)?.eq(vatPercent));
  if (ofRate) return ofRate[1];
  return vatPercent.eq(defaultVat) ? (bookingAccount ?? undefined) : undefined;
}
