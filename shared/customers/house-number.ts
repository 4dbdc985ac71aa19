/** A street line taken apart; `houseNumber` is empty where it was left whole. */
export interface StreetAndNumber {
  readonly street: string;
  readonly houseNumber: string;
}

/** Countries where the number follows the street. Elsewhere ("12 rue de Rivoli", "Calle Mayor 5, 3º B") we leave it whole. */
const NUMBER_FOLLOWS_STREET: readonly string[] = ['', 'DE', 'AT', 'CH', 'LI'];

/** Keeps the pattern's work small; a longer line is no address anyway. */
const LONGEST_STREET = 255;

// 12 · 12a · 7 b · 5-7 · 5 – 7 · 12a-c · 10/12 · 3/2/14 · 12 1/2
const ONE_NUMBER = String.raw`\d{1,4}(?: ?[a-z])?`;
const HOUSE_NUMBER = String.raw`${ONE_NUMBER}(?: ?[-–/+&] ?(?:${ONE_NUMBER}|[a-z]))*(?: 1/[2-4])?`;
const STREET_THEN_NUMBER = new RegExp(
  String.raw`^(?<street>.*?[^\s,])(?:,? |, ?|(?<=str\.|stra(?:ß|ss)e))(?<number>${HOUSE_NUMBER})$`,
  'iu',
);
const NUMBER_MARK = /,? (?:Haus-?)?Nr\.?$/iu;

/** Mannheim's inner city has blocks instead of streets: "C 4, 12" is house 12 of block C 4. */
const MANNHEIM_BLOCK = /^[A-U] ?[1-9]\d?$/u;
const NOT_A_STREET = /^(?:Postfach|Packstation|Postfiliale|PF|P\. ?O\. ?Box)(?=[\s.]|$)/iu;

/** "Straße 12" is the name of a street in Berlin and says nothing about a house. */
const BARE_WORD = /^(?:Straße|Strasse|Str\.?|Weg|Platz|Haus|Nr\.?|Haus-?Nr\.?)$/iu;

/** The number belongs to a part of a building, a motorway exit or a road ("An der B 7"), not to a house. */
const ENDS_IN_ANOTHER_NUMBERS_WORD =
  /(?:^|[\s,])(?:Gebäude|Geb\.?|Halle|Tor|Haus|Block|Etage|Stock|OG|Wohnung|Whg\.?|Top|Tür|Stiege|Zimmer|Raum|Aufgang|Eingang|Hinterhaus|Parzelle|Apartment|App\.?|Ausfahrt|\p{L})$/iu;

/**
 * Takes the house number off a German, Austrian or Swiss street line: "Straße des 17. Juni 135" gives "135".
 * A line it is not sure about stays whole, since a wrong split sends a technician to the wrong house.
 *
 * @param line a cleaned line: single spaces, trimmed
 * @param country ISO 3166 code in capitals, or empty when unknown
 */
export function splitHouseNumber(line: string, country: string): StreetAndNumber {
  const whole = { street: line, houseNumber: '' };
  if (line.length > LONGEST_STREET || !NUMBER_FOLLOWS_STREET.includes(country)) return whole;
  const groups = STREET_THEN_NUMBER.exec(line)?.groups;
  const street = groups?.street?.replace(NUMBER_MARK, '') ?? '';
  return isStreet(street) ? { street, houseNumber: groups?.number ?? '' } : whole;
}

function isStreet(text: string): boolean {
  if (MANNHEIM_BLOCK.test(text)) return true;
  if (NOT_A_STREET.test(text) || BARE_WORD.test(text) || ENDS_IN_ANOTHER_NUMBERS_WORD.test(text))
    return false;
  return /\p{L}{2}/u.test(text);
}
