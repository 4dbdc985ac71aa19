import type { PositionGroupInput, PositionInput } from './easybill/index.ts';
import { seededRandom } from './seeded-random.ts';

/** What the demo data holds beside plain positions. */
export interface DemoPositionOptions {
  /** The same seed gives the same positions; 1 unless told. */
  readonly seed?: number;
  /** How many of the last positions carry the number of the first ones; 0 unless told. */
  readonly duplicateNumbers?: number;
  /** Ids of the groups; without any, positions are in none. */
  readonly groupIds?: readonly number[];
}

const ROOMS = ['Bad', 'Küche', 'Heizungsraum', 'Dach', 'Außenanlage', 'Keller', 'Büro', 'Werkstatt'] as const;
const RANGES = ['Rohre', 'Armaturen', 'Dichtungen', 'Kabel & Leitungen', 'Verbrauchsmaterial'] as const;
const ARTICLES = [
  'Kupferrohr',
  'Eckventil',
  'Heizkörper-Thermostat',
  'Dichtungssatz',
  'Mantelleitung NYM-J',
  'Umwälzpumpe',
  'Silikon, weiß',
  'Fliesenkleber',
] as const;
const SIZES = ['15 mm', '1/2"', '3 x 1,5 mm²', 'Ø 22', '310 ml', '25 kg', 'DN 40'] as const;
const UNITS = ['Stk', 'm', 'kg', 'Pck', 'Rolle', ''] as const;
const WORK = [
  'Monteurstunde',
  'Meisterstunde',
  'Helferstunde',
  'Notdienststunde (Nacht & Feiertag)',
  'Fahrzeit',
] as const;
const HOUR_UNITS = ['Std', 'Std.', 'h', 'Stunden'] as const;
const EXTRAS = [
  '',
  '\nLieferung frei Baustelle',
  '\n<b>Wichtig:</b> nur mit Schutzhandschuhen 🧤',
  '\r\n- geprüft nach DIN EN 1057\r\n- 25 Jahre Garantie',
] as const;
const VAT_PERCENTS = [19, 19, 19, 7] as const;

// Below the ids that an account counts by itself.
const FIRST_GROUP_ID = 100_001;

/** Position groups as a German trade company numbers them. Their ids are given, so that positions can name them. */
export const demoPositionGroups = (count: number): (PositionGroupInput & { readonly id: number })[] =>
  Array.from({ length: count }, (_, index) => {
    const range = RANGES[index % RANGES.length] ?? RANGES[0];
    const room = ROOMS[Math.floor(index / RANGES.length) % ROOMS.length] ?? ROOMS[0];
    return {
      id: FIRST_GROUP_ID + index,
      number: String(index + 1).padStart(3, '0'),
      name: `${range} ${room}`,
    };
  });

/**
 * Positions as a German trade company has them: products in groups, hours among them, net and gross prices, fractions
 * of a cent, numbers with commas, empty units, texts, archived ones. Deterministic: the same count and options give
 * the same positions.
 */
export const demoPositions = (count: number, options: DemoPositionOptions = {}): PositionInput[] => {
  const random = seededRandom(options.seed ?? 1);
  const duplicates = options.duplicateNumbers ?? 0;
  const groupIds = options.groupIds ?? [];
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0];

  return Array.from({ length: count }, (_, index): PositionInput => {
    // Fixed places rather than chance, so that thirty positions already hold one of each.
    const isHour = index % 10 === 3;
    const isGross = index % 7 === 5;
    const copied = index >= count - duplicates ? index - (count - duplicates) : index;
    const netCents = 50 + below(25_000);
    const hasFraction = index % 11 === 4;
    return {
      number: numberOf(copied, isHour),
      description: (isHour ? pick(WORK) : `${pick(ARTICLES)} ${pick(SIZES)}`) + pick(EXTRAS),
      type: index % 29 === 8 ? 'TEXT' : isHour ? 'SERVICE' : 'PRODUCT',
      unit: isHour ? pick(HOUR_UNITS) : pick(UNITS),
      price_type: isGross ? 'BRUTTO' : 'NETTO',
      sale_price: hasFraction ? netCents + 0.25 : netCents,
      cost_price: index % 3 === 0 ? Math.floor(netCents / 2) : null,
      vat_percent: pick(VAT_PERCENTS),
      group_id: index % 13 === 6 ? null : (groupIds[index % groupIds.length] ?? null),
      export_identifier: index % 5 === 0 ? '8400' : null,
      note: index % 9 === 4 ? 'Nur auf Anfrage' : null,
      archived: index % 23 === 7,
    };
  });
};

const numberOf = (index: number, isHour: boolean): string => {
  if (isHour) return `STD-${index + 1}`;
  return index % 17 === 1 ? `R ${index + 1},5` : `A-${10_000 + index}`;
};
