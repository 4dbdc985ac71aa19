import { defaultLogin, type Login } from './easybill/index.ts';

const PEOPLE = [
  ['Andrea', 'Beispiel'],
  ['Jürgen', 'Größler'],
  ['Söhnke', 'Öztürk'],
  ['Zoë', 'Kühn-Böttcher'],
  ['Mehmet', 'Yıldız'],
  ['Łukasz', 'Wiśniewski'],
  ['Änne', "O'Brien"],
  ['Käthe', 'von der Aue'],
] as const;

const FIRST_ID = 900_001;

/** Users of an easybill account: the owner first, then assistants. At most eight. */
export const demoLogins = (count: number): Login[] =>
  PEOPLE.slice(0, count).map(([firstName, lastName], index) => ({
    ...defaultLogin(FIRST_ID + index),
    first_name: firstName,
    last_name: lastName,
    display_name: `${firstName} ${lastName}`,
    email: `login${index + 1}@beispiel.example`,
    login_type: index === 0 ? 'ADMIN' : 'ASSISTANT',
  }));
