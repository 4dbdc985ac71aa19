import type { WorkOrderInput } from './outsmart/index.ts';
import { seededRandom } from './seeded-random.ts';

/** Somebody work is done for. */
interface DemoClient {
  /** Customer number at both vendors. */
  readonly number: string;
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
}

/** A material that technicians use. */
interface DemoMaterial {
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  /** For one. */
  readonly priceCents: number;
}

/** What the work orders are about. */
export interface DemoWork {
  readonly clients: readonly [DemoClient, ...DemoClient[]];
  readonly materials: readonly [DemoMaterial, ...DemoMaterial[]];
  readonly hourTypes: readonly [string, ...string[]];
  /** Their numbers. */
  readonly employees: readonly [string, ...string[]];
  /** The same seed gives the same work orders; 1 unless told. */
  readonly seed?: number;
}

type Job = readonly [short: string, description: string];
const JOBS: readonly [Job, ...Job[]] = [
  ['Wartung Gas-Brennwertgerät', 'Brenner gereinigt, Abgaswerte gemessen, Dichtungen geprüft'],
  ['Rohrbruch Keller', 'Leck an der Steigleitung gefunden\nRohrstück ersetzt, Druckprobe über 30 Minuten'],
  ['Heizkörper entlüften', 'Acht Heizkörper entlüftet, Anlage auf 1,5 bar nachgefüllt'],
  ['Austausch Umwälzpumpe', 'Alte Pumpe ausgebaut, neue eingebaut & eingestellt'],
  ['Störung Warmwasser', 'Fühler getauscht – läuft wieder'],
];
const REMARKS = [
  'Kessel gereinigt',
  'Ersatzteil vom Großhandel geholt',
  'Übergabe an Hausmeister',
  'Nacharbeit wegen Überspannung',
  '',
] as const;
const PERIODS = [
  ['08:00', '09:30', '01:30'],
  ['10:15', '12:00', '01:45'],
  ['13:00', '15:20', '02:20'],
] as const;
const QUANTITIES = ['1', '2', '3', '0,5', '12,25'] as const;

const FIRST_DAY = Date.UTC(2026, 10, 2);
const DAY_MS = 86_400_000;

const outsmartDay = (time: number): string => {
  const [year, month, day] = new Date(time).toISOString().slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
};

/** Euros with a comma, as work orders have them. */
const euros = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

/**
 * Work orders as technicians of a German trade company bring them back: one to three periods on one or two days, materials
 * with decimal commas, and every third one billed to another customer than the site. All are under way; complete them with
 * the account. Deterministic: the same count and work give the same work orders.
 */
export const demoWorkOrders = (count: number, work: DemoWork): WorkOrderInput[] => {
  const random = seededRandom(work.seed ?? 1);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly [T, ...T[]]): T => choices[below(choices.length)] ?? choices[0];
  const upTo = (limit: number): number[] => Array.from({ length: 1 + below(limit) }, (_, index) => index);

  return Array.from({ length: count }, (_, index): WorkOrderInput => {
    const site = work.clients[index % work.clients.length] ?? work.clients[0];
    const payer = index % 3 === 2 ? pick(work.clients) : site;
    const [short, description] = pick(JOBS);
    const employee = pick(work.employees);
    const start = FIRST_DAY + below(18) * DAY_MS;
    const periods = upTo(PERIODS.length).map((place) => {
      const [begin, end, total] = PERIODS[place] ?? PERIODS[0];
      return {
        WorkDate: outsmartDay(start + (place === 2 ? DAY_MS : 0)),
        BeginTime: begin,
        EndTime: end,
        Break: '0',
        TotalTime: total,
        Travel: place === 0 ? String(5 + below(40)) : '',
        WorkRemark: pick(REMARKS),
        HourType: pick(work.hourTypes),
        EmployeeNr: employee,
      };
    });
    const materials = upTo(3).map(() => {
      const { number, name, unit, priceCents } = pick(work.materials);
      const quantity = pick(QUANTITIES);
      const total = Math.round(priceCents * Number(quantity.replace(',', '.')));
      return {
        MaterialCode: number,
        MaterialName: name,
        MaterialNr: quantity,
        MaterialPrice: euros(priceCents),
        MaterialTotalPrice: euros(total),
        MaterialUnit: unit,
        MaterialType: null,
      };
    });
    return {
      OrderNr: `WO-2026-${String(1001 + index)}`,
      WorkDate: outsmartDay(start),
      WorkTime: '08:00',
      CustomerName: site.name,
      CustomerDebtorNr: site.number,
      CustomerStreet: site.street,
      CustomerZIP: site.postalCode,
      CustomerCity: site.city,
      CustomerNameInvoice: payer.name,
      CustomerDebtorNrInvoice: payer.number,
      CustomerStreetInvoice: payer.street,
      CustomerZIPInvoice: payer.postalCode,
      CustomerCityInvoice: payer.city,
      WorkDescription: description,
      ShortWorkDescription: short,
      InternalWorkDescription: 'Nur intern: Schlüssel liegt im Büro',
      EmployeeNr: employee,
      Employees: [employee],
      Workperiods: periods,
      Materials: materials,
    };
  });
};
