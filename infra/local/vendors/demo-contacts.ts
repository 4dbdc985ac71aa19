import type { ContactInput } from './easybill/index.ts';
import { seededRandom } from './seeded-random.ts';

const FIRST_NAMES = ['Anja', 'Bülent', 'Çağla', 'Dörte', 'Emil', 'Françoise', 'Gerd', 'Hédi'] as const;
const LAST_NAMES = [
  'Ahrens',
  'Böhm',
  'Çelik',
  'Däubler',
  "D'Angelo",
  'Groß',
  'Hülsmann-Weiß',
  'Žukov',
] as const;
const DEPARTMENTS = ['Einkauf', 'Haustechnik', 'Buchhaltung', 'Hausmeister'] as const;

/**
 * Contact persons of these customers, one after the other: some customers have several, some none. Deterministic: the
 * same arguments give the same contacts.
 */
export const demoContacts = (count: number, customerIds: readonly number[], seed = 1): ContactInput[] => {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly [T, ...T[]]): T =>
    choices[Math.floor(random() * choices.length)] ?? choices[0];

  return Array.from({ length: count }, (_, index): ContactInput => {
    // Two thirds of the customers share all contacts.
    const place = Math.floor((index * 3) / 2) % customerIds.length;
    const isNamed = index % 19 !== 7;
    return {
      customer_id: customerIds[place] ?? 0,
      first_name: isNamed ? pick(FIRST_NAMES) : '',
      last_name: isNamed ? pick(LAST_NAMES) : '',
      title: index % 12 === 5 ? 'Dr.' : '',
      company_name: index % 38 === 7 ? 'Hausverwaltung Böhm & Partner' : '',
      department: isNamed ? pick(DEPARTMENTS) : '',
      emails: index % 5 === 0 ? [] : [`kontakt${index + 1}@muster.example`],
      phone_1: index % 4 === 0 ? '' : `+49 30 556${String(index).padStart(4, '0')}`,
      mobile: index % 3 === 0 ? `+49 171 556${String(index).padStart(4, '0')}` : '',
      street: 'Lindenstraße 7',
      zip_code: '10115',
      city: 'Berlin',
    };
  });
};
