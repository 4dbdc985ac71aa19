import { defaultLogin, type EasybillAccountOptions, type Login } from './easybill/index.ts';

const FIRST_GROUP_ID = 6_000_001;
const FIRST_LOGIN_ID = 900_001;
const GROUPS = ['Heizung', 'Sanitär', 'Elektro', 'Werkzeug & Verbrauch', 'Dienstleistung'] as const;
const GOODS = ['Filter', 'Dichtung', 'Kugelhahn ½"', 'Thermostat', 'Rohrschelle', 'Sicherung 16 A'] as const;
const WORK = ['Monteurstunde', 'Meisterstunde', 'Notdienst (Wochenende)', 'Fahrzeit'] as const;
const FIRST_NAMES = ['Erika', 'Jörg', 'Ayşe', 'Łukasz', 'Zoë', 'Günther'] as const;
const LAST_NAMES = ['Muster', 'Größler', 'Öztürk', 'Weiß', 'von der Aue', 'Kühn-Böttcher'] as const;

/** Groups, articles and hour types of a trade company, the same every time. */
export function demoPositions(
  goods: number,
): Required<Pick<EasybillAccountOptions, 'positions' | 'positionGroups'>> {
  const groupId = (i: number): number => FIRST_GROUP_ID + (i % GROUPS.length);
  return {
    positionGroups: GROUPS.map((name, i) => ({ id: FIRST_GROUP_ID + i, number: `WG-${i + 1}`, name })),
    positions: [
      ...WORK.map((description, i) => ({
        number: `STD-${i + 1}`,
        type: 'SERVICE' as const,
        description,
        unit: 'Stunde',
        sale_price: 5_900 + 1_250 * i,
        cost_price: 3_150,
        group_id: groupId(GROUPS.length - 1),
      })),
      ...Array.from({ length: goods }, (_, i) => ({
        number: `ART-${String(i + 1).padStart(4, '0')}`,
        description: `${GOODS[i % GOODS.length]} Nr. ${i + 1}`,
        // Now and then without a unit, with a gross price, and with half a cent.
        unit: i % 9 === 0 ? null : 'Stk',
        sale_price: 450 + 37 * i + (i % 4 === 0 ? 0.5 : 0),
        price_type: i % 5 === 0 ? ('BRUTTO' as const) : ('NETTO' as const),
        group_id: groupId(i),
      })),
    ],
  };
}

/** People who may sign in at easybill. */
export function demoLogins(count: number): Login[] {
  return Array.from({ length: count }, (_, i) => ({
    ...defaultLogin(FIRST_LOGIN_ID + i),
    first_name: FIRST_NAMES[i % FIRST_NAMES.length] ?? '',
    last_name: LAST_NAMES[(i + 1) % LAST_NAMES.length] ?? '',
  }));
}

/** One contact person for every second one of these customers. */
export function demoContacts(
  customerIds: readonly number[],
): NonNullable<EasybillAccountOptions['contacts']> {
  return customerIds
    .filter((_, i) => i % 2 === 0)
    .map((customerId, i) => ({
      customerId,
      first_name: FIRST_NAMES[i % FIRST_NAMES.length] ?? '',
      last_name: LAST_NAMES[i % LAST_NAMES.length] ?? '',
      phone_1: `+49 30 555${String(i).padStart(4, '0')}`,
      emails: [`kontakt${i}@example.org`],
      street: 'Lindenstraße 7',
      city: 'Berlin',
    }));
}
