import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { oneLine } from '../../outsmart/stored-text.ts';

const FREE_FIELD = 'freeField:';

/** The value of a free field, by its name in any case. */
export function freeField({ FreeFields }: OutsmartWorkOrder, name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  return Object.entries(FreeFields).find(([one]) => one.trim().toLowerCase() === wanted)?.[1];
}

/** The customer's order number, by the settings; undefined for none. */
export function orderNumberOf(
  order: OutsmartWorkOrder,
  { orderNumber }: Pick<ExportSettings, 'orderNumber'>,
): string | undefined {
  switch (orderNumber) {
    case 'orderNr':
      return order.OrderNr ?? order.WorkorderNo;
    case 'workorderNo':
      return order.WorkorderNo;
    case 'reference':
      return order.Reference;
    case 'none':
      return undefined;
    default:
      return freeField(order, orderNumber.slice(FREE_FIELD.length));
  }
}

/** The line that names the work order where the order number does not; undefined for none. */
export function ownNumberText(order: OutsmartWorkOrder, sent: string | undefined): string | undefined {
  const own = order.OrderNr ?? order.WorkorderNo;
  return own === undefined || own === sent ? undefined : `Auftrag ${oneLine(own)}`;
}
