import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { oneLine } from '../../outsmart/stored-text.ts';

/** Name and address of the site in one line; empty when the work order has none. */
export function siteOf(order: OutsmartWorkOrder): string {
  return addressLine([
    order.CustomerName,
    [order.CustomerStreet, order.CustomerStreetNo],
    [order.CustomerZIP, order.CustomerCity],
  ]);
}

/** The line that names the site, by the settings; undefined for none. */
export function siteText(
  order: OutsmartWorkOrder,
  { siteAddress }: Pick<ExportSettings, 'siteAddress'>,
): string | undefined {
  const site = siteOf(order);
  const isWanted = siteAddress === 'always' || (siteAddress === 'whenDifferent' && differs(order, site));
  return isWanted && site !== '' ? `Leistungsort: ${site}` : undefined;
}

function differs(order: OutsmartWorkOrder, site: string): boolean {
  const { CustomerDebtorNr, CustomerDebtorNrInvoice } = order;
  if (CustomerDebtorNrInvoice === undefined) return false;
  if (CustomerDebtorNr !== undefined && CustomerDebtorNr !== CustomerDebtorNrInvoice) return true;
  const payer = addressLine([
    order.CustomerNameInvoice,
    [order.CustomerStreetInvoice, order.CustomerStreetNoInvoice],
    [order.CustomerZIPInvoice, order.CustomerCityInvoice],
  ]);
  return payer !== '' && payer.toLowerCase() !== site.toLowerCase();
}

type Part = string | undefined | readonly (string | undefined)[];

function addressLine(parts: readonly Part[]): string {
  return parts
    .map((part) =>
      oneLine(
        [part]
          .flat()
          .filter((text) => text !== undefined)
          .join(' '),
      ),
    )
    .filter((text) => text !== '')
    .join(', ');
}
