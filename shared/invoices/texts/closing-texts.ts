import Big from 'big.js';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { NewDocumentPosition } from '../../easybill/index.ts';
import { documentTotal } from '../document-total.ts';
import type { KnownCustomer } from '../known-customer.ts';

type ClosingSettings = Pick<ExportSettings, 'labourShare' | 'retentionNote'>;

const RETENTION_NOTE = 'Bitte bewahren Sie diese Rechnung zwei Jahre lang auf (§ 14b Abs. 1 Satz 5 UStG).';

/** Texts below the lines: for private customers the note of section 14b UStG and the labour share of section 35a EStG. */
export function closingTexts(
  { labour, hasHours }: { readonly labour: readonly NewDocumentPosition[]; readonly hasHours: boolean },
  customer: KnownCustomer | undefined,
  { labourShare, retentionNote }: ClosingSettings,
): string[] {
  const isPrivate = customer?.isPrivate === true;
  const share = labourShare === 'always' || (labourShare === 'private' && isPrivate);
  return [
    ...(retentionNote === 'private' && isPrivate && hasHours ? [RETENTION_NOTE] : []),
    ...(share ? labourText(labour) : []),
  ];
}

function labourText(labour: readonly NewDocumentPosition[]): string[] {
  const { netCents, grossCents } = documentTotal(labour);
  if (grossCents <= 0) return [];
  const vat = grossCents === netCents ? '' : ` brutto, darin ${euros(grossCents - netCents)} Umsatzsteuer`;
  return [`Im Rechnungsbetrag enthaltene Arbeits- und Fahrtkosten (§ 35a EStG): ${euros(grossCents)}${vat}.`];
}

/** Cents as Germans write them, `1.234,50 €`. */
function euros(cents: number): string {
  const [whole = '', fraction = ''] = new Big(cents).times('0.01').toFixed(2).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, '.')},${fraction} €`;
}
