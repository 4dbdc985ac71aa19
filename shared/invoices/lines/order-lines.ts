import Big from 'big.js';
import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { NewDocumentPosition, VatOption } from '../../easybill/index.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { KnownCustomer } from '../known-customer.ts';
import type { KnownPositions } from '../known-position.ts';
import { hourLines, type HourRules } from './hour-lines.ts';
import { materialLines } from './material-lines.ts';
import { joinLines, type Lines } from './position-line.ts';
import { travelLine } from './travel-line.ts';

/** The lines of a work order. */
export interface OrderLines extends Lines {
  /** Of the items, the hours. */
  readonly hours: readonly NewDocumentPosition[];
}

/** What the lines depend on besides the work order. */
interface LineSources {
  readonly customer: KnownCustomer | undefined;
  readonly positions: KnownPositions;
  readonly employees: ReadonlyMap<string, string>;
  readonly settings: ExportSettings;
  readonly vatOption: VatOption | null;
}

/** All lines that are added up, in the order of the settings. */
export function orderLines(order: OutsmartWorkOrder, sources: LineSources): OrderLines {
  const { positions, settings } = sources;
  const travelArticle = settings.travel.position;
  const rules = rulesOf(order, sources);
  const { Materials, Workperiods, MinimumHours } = order;
  const materials = materialLines(Materials, positions, rules);
  const hours = hourLines(Workperiods, positions, MinimumHours, settings.hours, rules);
  const travel = travelLine(Workperiods, positions, travelArticle, rules);
  const lots =
    settings.lineOrder === 'materialsFirst' ? [materials, hours, travel] : [hours, travel, materials];
  return { ...joinLines(lots), hours: hours.items };
}

function rulesOf(
  { ProjectNr }: OutsmartWorkOrder,
  { customer, employees, settings, vatOption }: LineSources,
): HourRules {
  return {
    vatOption,
    defaultVat: new Big(settings.defaultVatPercent),
    defaultUnit: settings.defaultUnit,
    priceLevel: customer?.priceLevel,
    bookingAccounts: settings.bookingAccounts,
    bookingAccount: settings.bookingAccount,
    costCentre: settings.costCentre === 'project' ? ProjectNr : (settings.costCentre ?? undefined),
    employees,
    isTravelBilled: settings.travel.position !== null,
  };
}
