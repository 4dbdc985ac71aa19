import type Big from 'big.js';
import type { OutsmartWorkOrderMaterial } from '../../outsmart/index.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import type { InvoiceProblemCode } from '../../activity/invoice-codes.ts';
import {
  codeKey,
  importedPrice,
  positionRates,
  type KnownPosition,
  type KnownPositions,
  type PositionRates,
} from '../known-position.ts';
import { readNumbers, type MaterialNumbers } from './material-numbers.ts';
import { materialPrice, type MaterialPrice, type PriceRemark } from './material-price.ts';
import { joinLines, noLine, positionLine, type LineRules, type Lines } from './position-line.ts';

/**
 * A line for each material, with quantity and price of the work order and the VAT rate of its article. A material
 * without an article becomes a line without one, and is reported.
 */
export function materialLines(
  materials: readonly OutsmartWorkOrderMaterial[],
  positions: KnownPositions,
  rules: LineRules,
): Lines {
  return joinLines(materials.map((material, index) => materialLine(material, index + 1, positions, rules)));
}

function materialLine(
  material: OutsmartWorkOrderMaterial,
  row: number,
  positions: KnownPositions,
  rules: LineRules,
): Lines {
  const { MaterialCode: code, MaterialName: name, MaterialUnit: unit } = material;
  const place = { row, material: code ?? '' };
  const refused = (problem: InvoiceProblemCode, params: InvoiceProblem['params'] = {}): Lines =>
    noLine({ code: problem, params: { ...place, ...params } });

  const numbers = readNumbers(material);
  if ('unreadable' in numbers) return refused('invoiceMaterialUnreadable', { field: numbers.unreadable });
  const { quantity } = numbers;
  if (quantity === undefined) return refused('invoiceMaterialQuantityMissing');
  if (quantity.eq(0)) return refused('invoiceMaterialQuantityZero');
  const price = materialPrice({ ...numbers, quantity });
  if (price === undefined) return refused('invoiceMaterialPriceMissing');

  const position = code === undefined ? undefined : positions.get(codeKey(code));
  // Without its article the VAT rate would be a guess.
  if (code !== undefined && position === undefined) return refused('invoiceMaterialUnknown');
  const rates = position && positionRates(position, rules.priceLevel);
  if (position && !rates) return refused('invoiceArticleUnusable', { article: position.number });
  const description = name ?? position?.name ?? code;
  if (description === undefined) return refused('invoiceMaterialWithoutName');

  const item = positionLine(
    {
      position,
      number: code,
      description,
      quantity,
      unit: unit ?? position?.unit,
      netPrice: articlePrice(price, numbers, position, rates),
      vatPercent: rates?.vatPercent ?? rules.defaultVat,
      discount: price.discount,
    },
    rules,
  );
  if (item === undefined) return refused('invoiceNumberTooFine', { article: code ?? '' });
  const findings = remarks(price, numbers, place);
  // A total of 0 beside a price is reported as such.
  if (item.single_price_net === 0 && findings.length === 0 && rates?.netPrice.eq(0) === false) {
    findings.push({ code: 'invoiceMaterialForNothing', params: place });
  }
  return { items: [item], findings, labour: position?.isService ? [item] : [] };
}

/**
 * The exact price of the article, and the customer's own of its price level, where the work order has the price that the
 * import rounded; one that was changed at OutSmart stays.
 */
function articlePrice(
  { netPrice, remark }: MaterialPrice,
  { unitPrice }: MaterialNumbers,
  position: KnownPosition | undefined,
  rates: PositionRates | undefined,
): Big {
  const isFromTotal = remark === 'differs' || remark === 'free';
  if (!position || !rates || isFromTotal || !unitPrice?.eq(importedPrice(position))) return netPrice;
  return rates.netPrice;
}

const REMARK_CODES = {
  differs: 'invoiceMaterialPriceDiffers',
  free: 'invoiceMaterialFree',
  discountUnclear: 'invoiceDiscountUnclear',
} as const satisfies Record<PriceRemark, InvoiceProblemCode>;

function remarks(
  { remark }: MaterialPrice,
  { quantity, unitPrice, total, discountPercent }: MaterialNumbers,
  place: InvoiceProblem['params'],
): InvoiceProblem[] {
  if (remark === undefined) return [];
  const params = {
    ...place,
    quantity: quantity?.toFixed() ?? '',
    price: unitPrice?.toFixed(2) ?? '',
    total: total?.toFixed(2) ?? '',
    discount: discountPercent?.toFixed() ?? '',
  };
  return [{ code: REMARK_CODES[remark], params }];
}
