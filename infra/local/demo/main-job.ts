import { changeCustomer } from './change-customer.ts';
import { DEMO_ACCOUNT } from './demo-vendors.ts';
import type { Demo } from './demo.ts';
import { differences, expectRelations } from './expected-relations.ts';
import { exportWorkOrders } from './export-work-orders.ts';
import { watchImport } from './watch-import.ts';

// The most easybill returns at once, and what the connector asks for.
const PAGE_SIZE = 1000;

/**
 * Shows the main job: the first import, then one changed customer on its way from easybill to OutSmart, then one work
 * order on its way back as an invoice. Says what happens as it happens.
 *
 * @returns what was not as it should be, one sentence each; empty when all was right
 * @throws ManagementApiError; an AbortError when the signal ends it
 */
export async function showMainJob(demo: Demo): Promise<string[]> {
  const { easybill, outsmart, say } = demo;
  const customers = easybill.account(DEMO_ACCOUNT).customers;
  const expected = expectRelations(customers.values());

  const importProblems = await watchImport(demo, expected);
  if (importProblems.length > 0) return [...importProblems, ...violations(demo)];
  const listCalls = easybill.requests.filter(
    ({ method, path }) => method === 'GET' && path === '/customers',
  ).length;
  const expectedCalls = Math.ceil(customers.size / PAGE_SIZE);

  const changeProblems = await changeCustomer(demo, expected);
  const exportProblems = await exportWorkOrders(demo, expected);
  // Looked at after the change, so that its record is compared too.
  const relations = outsmart.account(DEMO_ACCOUNT).relations;
  const problems = [
    ...(listCalls === expectedCalls
      ? []
      : [`The customers were listed with ${listCalls} easybill calls instead of ${expectedCalls}.`]),
    ...changeProblems,
    ...exportProblems,
    ...differences(expectRelations(customers.values()), relations),
    ...violations(demo),
  ];
  if (problems.length === 0)
    say(`Checked: each of the ${relations.size} relations in OutSmart is as it should be.`);
  return problems;
}

function violations({ easybill, outsmart }: Demo): string[] {
  return [
    ...easybill.violations.map((violation) => `The real easybill would object: ${violation}.`),
    ...outsmart.violations.map((violation) => `The real OutSmart would object: ${violation}.`),
  ];
}
