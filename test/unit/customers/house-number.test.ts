import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { splitHouseNumber } from '../../../shared/customers/house-number.ts';
import { oneLine } from '../../../shared/outsmart/field-text.ts';

describe('splitHouseNumber', () => {
  it.each([
    ['Musterstraße 12a', 'Musterstraße', '12a'],
    ['Hauptstr. 7 b', 'Hauptstr.', '7 b'],
    ['Hauptstr.7', 'Hauptstr.', '7'],
    ['Gartenstraße9', 'Gartenstraße', '9'],
    ['GARTENSTRASSE9', 'GARTENSTRASSE', '9'],
    ['Musterstraße, 12', 'Musterstraße', '12'],
    ['Straße des 17. Juni 135', 'Straße des 17. Juni', '135'],
    ['Am Ring 5-7', 'Am Ring', '5-7'],
    ['Am Ring 5 - 7', 'Am Ring', '5 - 7'],
    ['Am Ring 5–7a', 'Am Ring', '5–7a'],
    ['Lindenallee 12a-c', 'Lindenallee', '12a-c'],
    ['Unter den Linden 1', 'Unter den Linden', '1'],
    ['Mariahilfer Straße 3/2/14', 'Mariahilfer Straße', '3/2/14'],
    ['Domplatz 12 1/2', 'Domplatz', '12 1/2'],
    ['C 4, 12', 'C 4', '12'],
    ['Q7, 24a', 'Q7', '24a'],
    ['L 15 7-9', 'L 15', '7-9'],
    ['Straße 43 12', 'Straße 43', '12'],
    ['Dorfstraße Nr. 5', 'Dorfstraße', '5'],
    ['Bgm.-Dr.-Nebelung-Straße 1000', 'Bgm.-Dr.-Nebelung-Straße', '1000'],
  ])('splits %j', (line, street, houseNumber) => {
    expect(splitHouseNumber(line, 'DE')).toStrictEqual({ street, houseNumber });
  });

  it.each([
    'Musterstraße',
    'Platz des 4. Juli',
    'C 4',
    'Straße 12',
    'Nr. 5',
    'Haus Nr. 5',
    '12 Musterweg',
    '135',
    '12a',
    'Musterstraße 12, Hinterhaus',
    'Musterstraße 12, 3. OG',
    'Industriepark, Gebäude 3',
    'Musterstraße 5 Wohnung 3',
    'An der B 7',
    'Postfach 1234',
    'Packstation 101',
    'Musterstraße 12 10115',
    'Musterstraße 12345',
    '',
    `${'Langer Weg '.repeat(30)}7`,
  ])('leaves %j whole', (line) => {
    expect(splitHouseNumber(line, 'DE')).toStrictEqual({ street: line, houseNumber: '' });
  });

  it.each(['DE', 'AT', 'CH', 'LI', ''])('splits in country %j', (country) => {
    expect(splitHouseNumber('Bahnhofstrasse 1', country).houseNumber).toBe('1');
  });

  it.each(['FR', 'US', 'Deutschland'])('leaves the line whole in country %j', (country) => {
    expect(splitHouseNumber('Bahnhofstrasse 1', country)).toStrictEqual({
      street: 'Bahnhofstrasse 1',
      houseNumber: '',
    });
  });

  it('loses nothing but the separator, whatever the line', () => {
    const piece = fc.constantFrom(
      'Am',
      'Ring',
      'Str.',
      'C',
      '4',
      '12',
      'a',
      '-',
      '/',
      ',',
      ' ',
      '1/2',
      'ß',
      'Weg',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (text) => {
          const line = oneLine(text);

          const { street, houseNumber } = splitHouseNumber(line, 'DE');

          expect(line.startsWith(street)).toBe(true);
          expect(line.endsWith(houseNumber)).toBe(true);
          expect(line.slice(street.length, line.length - houseNumber.length)).toMatch(/^[, ]*$/);
          expect(street === '').toBe(line === '');
        },
      ),
    );
  });
});
