import Big from 'big.js';
import type { NewDocumentItem, PlannedInvoice } from '../../easybill/index.ts';
import { positionRates, type KnownPosition, type KnownPositions } from '../known-position.ts';

/**
 * The invoice for an account whose articles' prices and rates win over those of the lines that name them: only lines that
 * equal their article name it, so that every amount is the work order's.
 */
export function withOwnPrices(invoice: PlannedInvoice, positions: KnownPositions): PlannedInvoice {
  const articles = new Map([...positions.values()].map((article) => [article.easybillId, article]));
  return { ...invoice, items: invoice.items.map((item) => withOwnPrice(item, articles)) };
}

function withOwnPrice(
  item: NewDocumentItem,
  articles: ReadonlyMap<number | undefined, KnownPosition>,
): NewDocumentItem {
  if (item.type === 'TEXT' || item.position_id === undefined) return item;
  const { position_id: articleId, ...ownPrice } = item;
  const article = articles.get(articleId);
  const rates = article && positionRates(article, undefined);
  const isEqual =
    rates?.netPrice.eq(new Big(item.single_price_net)) && rates.vatPercent.eq(new Big(item.vat_percent));
  return isEqual ? item : ownPrice;
}
