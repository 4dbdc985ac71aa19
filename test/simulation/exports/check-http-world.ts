import type { HttpWorld } from './http-world.ts';
import { CUSTOMER_NUMBER, TOTAL } from './http-work-order.ts';

/** What must never have happened by now: one sentence each. */
export function violations({ watch, easybill, outsmart }: HttpWorld): string[] {
  return [...watch.violations, ...easybill.violations, ...outsmart.violations];
}

/** What is not as it should be once nothing is left to do: one sentence each. */
export async function wrongAtRest(world: HttpWorld): Promise<string[]> {
  const { easybill, outsmart, connection } = world;
  const wrong = violations(world);
  const entry = await world.entry();
  const [invoice, ...others] = world.documents();
  if (!invoice) wrong.push('there is no invoice');
  for (const { id, is_draft: isDraft } of others)
    wrong.push(`${isDraft ? 'draft' : 'invoice'} ${id} is left over`);
  if (entry?.documentId !== invoice?.id) wrong.push('another document is stored');
  if (entry?.externalId !== invoice?.external_id) wrong.push('the invoice has another external id');
  if (entry?.state !== 'handled') wrong.push(`it came to rest as ${entry?.state} (${entry?.problem?.code})`);
  if (entry?.dueAt !== undefined) wrong.push('it is not at rest');
  if (invoice?.is_draft !== (connection.settings.exports.document === 'draft'))
    wrong.push('not finished as set');
  if (invoice?.amount !== TOTAL.amount || invoice.amount_net !== TOTAL.amount_net) {
    wrong.push(`the invoice is of ${invoice?.amount_net} and ${invoice?.amount} cents`);
  }
  const own = [...easybill.account('first').customers.values()].filter(
    ({ number }) => number === CUSTOMER_NUMBER,
  );
  if (own.length !== 1) wrong.push(`there are ${own.length} customers of the number`);
  if (invoice?.customer_id !== own[0]?.id) wrong.push('the invoice is of another customer');
  if (world.orderStatus() !== 'Afgehandeld') wrong.push(`the work order is ${world.orderStatus()}`);
  if (easybill.faults.outstanding + outsmart.faults.outstanding > 0) wrong.push('a fault never struck');
  if (easybill.faults.lateArrivals > 0) wrong.push('a late call never arrived');
  return wrong;
}
