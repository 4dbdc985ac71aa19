import type Big from 'big.js';
import type { OutsmartWorkOrderMaterial } from '../../outsmart/index.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import type { InvoiceProblemCode } from '../../activity/invoice-codes.ts';
import { codeKey, positionRates, type KnownPositions } from '../known-position.ts';
import { materialPrice, type MaterialPrice, type PriceRemark } from './material-price.ts';
import { joinLines, positionLine, type LineRules, type Lines } from './position-line.ts';

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
  const refused = (problem: InvoiceProblemCode, params: InvoiceProblem['params'] = {}): Lines => ({
    items: [],
    findings: [{ code: problem, params: { ...place, ...params } }],
  });

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
  const rates = position && positionRates(position);
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
      netPrice: price.netPrice,
      vatPercent: rates?.vatPercent ?? rules.defaultVat,
      discount: price.discount,
    },
    rules,
  );
  if (item === undefined) return refused('invoiceNumberTooFine', { article: code ?? '' });
  return { items: [item], findings: remarks(price, numbers, place) };
}

interface Numbers {
  readonly quantity: Big | undefined;
  readonly unitPrice: Big | undefined;
  readonly total: Big | undefined;
  readonly discountPercent: Big | undefined;
}

/** The numbers of a material, or the field that holds none although it is filled. */
function readNumbers(material: OutsmartWorkOrderMaterial): Numbers | { readonly unreadable: string } {
  const fields = ['MaterialNr', 'MaterialPrice', 'MaterialTotalPrice', 'MaterialDiscountPercentage'] as const;
  const read = (field: (typeof fields)[number]): Big | undefined => readDecimal(material[field] ?? '');
  const unreadable = fields.find((field) => material[field] !== undefined && read(field) === undefined);
  if (unreadable !== undefined) return { unreadable };
  const discountPercent = read('MaterialDiscountPercentage');
  if (discountPercent?.lt(0) || discountPercent?.gt(100)) return { unreadable: 'MaterialDiscountPercentage' };
  return {
    quantity: read('MaterialNr'),
    unitPrice: read('MaterialPrice'),
    total: read('MaterialTotalPrice'),
    discountPercent,
  };
}

const REMARK_CODES = {
  differs: 'invoiceMaterialPriceDiffers',
  free: 'invoiceMaterialFree',
  discountUnclear: 'invoiceDiscountUnclear',
} as const satisfies Record<PriceRemark, InvoiceProblemCode>;

function remarks(
  { remark }: MaterialPrice,
  { quantity, unitPrice, total, discountPercent }: Numbers,
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
