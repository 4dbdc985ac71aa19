import type { CustomerInput } from './easybill/index.ts';
import { seededRandom } from './seeded-random.ts';

/** What the demo data holds beside plain customers. */
export interface DemoCustomerOptions {
  /** The same seed gives the same customers; 1 unless told. */
  readonly seed?: number;
  /** How many of the last customers carry the number of the first ones; 0 unless told. */
  readonly duplicateNumbers?: number;
}

const FIRST_NAMES = [
  'Jürgen',
  'Änne',
  'Søren',
  'Ulrike',
  'Björn',
  'Käthe',
  'Mehmet',
  'Zoë',
  'Günther',
  'Łukasz',
] as const;
const LAST_NAMES = [
  'Müller',
  'Größler',
  'Öztürk',
  'Weiß',
  'von der Aue',
  'Schäfer',
  'Kühn-Böttcher',
  "O'Brien",
  'Jäger',
  'Nguyễn',
] as const;
const TRADES = [
  'Haustechnik',
  'Sanitär & Heizung',
  'Dachdeckerei',
  'Elektro',
  'Gebäudereinigung',
  'Tischlerei',
  'Kälte-Klima',
] as const;
const LEGAL_FORMS = ['GmbH', 'GmbH & Co. KG', 'e. K.', 'AG', 'UG (haftungsbeschränkt)', 'OHG'] as const;
const STREETS = [
  'Lindenstraße',
  'Am Mühlbach',
  'Straße des 17. Juni',
  'Große Elbstr.',
  'Königsallee',
  'Auf der Höhe',
] as const;
const HOUSE_NUMBERS = ['7', '12a', '100', '3-5', '24/26', '8 ½'] as const;
type Place = readonly [zipCode: string, city: string, country: string];
const PLACES: readonly [Place, ...Place[]] = [
  ['01067', 'Dresden', 'DE'],
  ['10115', 'Berlin', 'DE'],
  ['20095', 'Hamburg', 'DE'],
  ['40213', 'Düsseldorf', 'DE'],
  ['80331', 'München', 'DE'],
  ['88045', 'Friedrichshafen', 'DE'],
  ['99084', 'Erfurt', 'DE'],
];
const FOREIGN_PLACES: readonly [Place, ...Place[]] = [
  ['1010', 'Wien', 'AT'],
  ['8001', 'Zürich', 'CH'],
  ['1012 JS', 'Amsterdam', 'NL'],
];
const NOTES = [
  'Schlüssel beim Hausmeister 🔑 – bitte vorher anrufen!',
  '<b>Achtung:</b> Hund 🐕 im Hof <br>Tor schließen & "Klingel" links',
  'Zahlt pünktlich.\nAnsprechpartner wechselt im Frühjahr.',
] as const;

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2019, 0, 2);

/**
 * Customers as a German trade company has them: companies and persons, umlauts, some abroad, a few without an address,
 * archived ones, and notes with emoji and HTML. Deterministic: the same count and seed give the same customers.
 */
export const demoCustomers = (count: number, options: DemoCustomerOptions = {}): CustomerInput[] => {
  const random = seededRandom(options.seed ?? 1);
  const duplicates = options.duplicateNumbers ?? 0;
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0];
  const chance = (probability: number): boolean => random() < probability;

  return Array.from({ length: count }, (_, index): CustomerInput => {
    const firstName = pick(FIRST_NAMES);
    const lastName = pick(LAST_NAMES);
    const isCompany = chance(0.6);
    const [zipCode, city, country] = pick(index % 17 === 5 ? FOREIGN_PLACES : PLACES);
    // Fixed places rather than chance, so that ten customers already hold one of each.
    const hasAddress = index % 29 !== 8;
    const copied = index >= count - duplicates ? index - (count - duplicates) : index;
    const created = new Date(FIRST_DAY + below(2000) * DAY_MS).toISOString().slice(0, 10);
    return {
      number: String(10_001 + copied),
      company_name: isCompany ? `${lastName} ${pick(TRADES)} ${pick(LEGAL_FORMS)}` : null,
      first_name: firstName,
      last_name: lastName,
      salutation: isCompany ? 3 : 1 + below(2),
      personal: !isCompany,
      street: hasAddress ? `${pick(STREETS)} ${pick(HOUSE_NUMBERS)}` : '',
      zip_code: hasAddress ? zipCode : null,
      city: hasAddress ? city : '',
      country,
      emails: chance(0.8) ? [`kunde${index + 1}@muster.example`] : [],
      phone_1: chance(0.7) ? `+49 30 555${String(index).padStart(4, '0')}` : null,
      mobile: chance(0.3) ? `+49 151 555${String(index).padStart(4, '0')}` : null,
      vat_identifier: isCompany && chance(0.5) ? `DE${String(100_000_000 + index)}` : null,
      due_in_days: pick([7, 14, 30]),
      note: index % 9 === 4 ? pick(NOTES) : null,
      archived: index % 31 === 6,
      created_at: created,
      updated_at: `${created} 09:00:00`,
    };
  });
};
