import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { costPrice, netPrice } from '../../../shared/positions/position-price.ts';

const net = (cents: number): string => netPrice({ sale_price: cents, price_type: 'NETTO', vat_percent: 19 });
const ofGross = (cents: number, vatPercent: number): string =>
  netPrice({ sale_price: cents, price_type: 'BRUTTO', vat_percent: vatPercent });

describe('netPrice', () => {
  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [1450, '14.50'],
    [123_456_789, '1234567.89'],
    [833.3, '8.333'],
    [12.5, '0.125'],
    [0.25, '0.0025'],
    [0.005, '0.0001'],
    [0.0049, '0.00'],
    [100.005, '1.0001'],
    [1e21, '10000000000000000000.00'],
    [-1450, '-14.50'],
    [-0.005, '-0.0001'],
    [-0.001, '0.00'],
  ])('writes %d cents as %s euros', (cents, euros) => {
    expect(net(cents)).toBe(euros);
  });

  it.each([
    [119, 19, '1.00'],
    [11_900, 19, '100.00'],
    [107, 7, '1.00'],
    [1000, 19, '8.4034'],
    [1000, 7, '9.3458'],
    [1999, 0, '19.99'],
    [1077, 7.7, '10.00'],
    [14.875, 19, '0.125'],
    [-119, 19, '-1.00'],
  ])('takes the VAT out of %d gross cents at %d percent', (cents, vatPercent, euros) => {
    expect(ofGross(cents, vatPercent)).toBe(euros);
  });

  it('is the exact quotient, rounded half up to four places, for any price and rate', () => {
    const millionths = fc.bigInt({ min: 0n, max: 10n ** 14n });
    const hundredths = fc.bigInt({ min: 0n, max: 3_000n });
    fc.assert(
      fc.property(millionths, hundredths, fc.boolean(), (price, vat, isGross) => {
        const written = netPrice({
          sale_price: Number(decimal(price, 6)),
          price_type: isGross ? 'BRUTTO' : 'NETTO',
          vat_percent: Number(decimal(vat, 2)),
        });

        const factor = isGross ? 10_000n : 1n;
        const divisor = isGross ? 10_000n + vat : 1n;
        // Ten-thousandths of a euro from millionths of a cent.
        const expected = halfUp(price * factor, 10_000n * divisor);
        expect(written).toMatch(/^\d+\.\d{2}(?:\d?[1-9])?$/);
        expect(BigInt(written.replace('.', '').padEnd(written.indexOf('.') + 4, '0'))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('costPrice', () => {
  it.each([
    [undefined, '0.00'],
    [0, '0.00'],
    [4275, '42.75'],
    [4275.5, '42.755'],
  ])('writes %p cents as %s euros', (cents, euros) => {
    expect(costPrice(cents)).toBe(euros);
  });
});

function decimal(units: bigint, places: number): string {
  const digits = String(units).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
