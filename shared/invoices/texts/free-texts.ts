import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { PlannedInvoice, ServiceDate } from '../../easybill/index.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { storedText } from '../../outsmart/stored-text.ts';
import { germanDays } from '../days/service-date.ts';
import { siteOf } from './site-text.ts';

/** Title and texts of the settings, filled in for a work order. */
export function freeTexts(
  order: OutsmartWorkOrder,
  served: ServiceDate | undefined,
  { title, text_prefix: prefix, text }: ExportSettings['texts'],
): Pick<PlannedInvoice, 'title' | 'text_prefix' | 'text'> {
  const values: Readonly<Record<string, string>> = {
    orderNr: order.OrderNr ?? order.WorkorderNo ?? '',
    workDate: served ? germanDays(served) : '',
    site: siteOf(order),
  };
  const filled = (template: string): string =>
    storedText(template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole));
  return {
    ...(title !== null && { title: filled(title) }),
    ...(prefix !== null && { text_prefix: filled(prefix) }),
    ...(text !== null && { text: filled(text) }),
  };
}
