import { employeeFactsSchema } from '../../employees/employee-facts.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { mappingOf, type RecordSources } from './look-up.ts';

/** The names of a work order's employees, as far as they are imported and the hour lines name them. */
export async function employeeNames(
  sources: RecordSources,
  { Workperiods }: OutsmartWorkOrder,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (!sources.connection.settings.exports.hours.text.includes('employee')) return names;
  const numbers = new Set(Workperiods.flatMap(({ EmployeeNr }) => EmployeeNr ?? []));
  for (const number of numbers) {
    const mapping = await mappingOf(sources, 'employee', number);
    const facts = employeeFactsSchema.safeParse(mapping?.facts);
    if (facts.success) names.set(number, facts.data.name);
  }
  return names;
}
