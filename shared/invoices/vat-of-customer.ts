import type { VatOption } from '../easybill/index.ts';

/** Every option but the usual one is an invoice without VAT. */
const OPTIONS: readonly VatOption[] = [
  'nStb',
  'nStbUstID',
  'nStbNoneUstID',
  'nStbIm',
  'revc',
  'IG',
  'AL',
  'sStfr',
  'smallBusiness',
];

/** How easybill names the usual way of charging VAT. */
const USUAL = 'NULL';

/**
 * The document's `vat_option` for a customer's tax option: null for domestic, else reverse charge, EU, third country,
 * exempt or small business, all without VAT. Undefined for one that is not known, and so for which VAT would be guessed.
 */
export function vatOptionOf(taxOption: string | undefined): VatOption | null | undefined {
  if (taxOption === undefined || taxOption === USUAL) return null;
  return OPTIONS.find((option) => option === taxOption);
}
