import { afterEach, describe, expect, it, jest } from '@jest/globals';
import crypto from 'node:crypto';
import * as fc from 'fast-check';
import {
  hookSecret,
  isGenuine,
  readToken,
  webhookToken,
  type TokenKind,
} from '../../../shared/webhooks/webhook-token.ts';
import { anyCodePoints } from '../../support/any-text.ts';

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const characters = (minLength: number, maxLength: number) =>
  fc
    .array(
      fc.nat({ max: 63 }).map((i) => BASE64URL.charAt(i)),
      { minLength, maxLength },
    )
    .map((chosen) => chosen.join(''));

const signed = fc.record({
  kid: characters(1, 32),
  key: characters(32, 80),
  kind: fc.constantFrom<TokenKind>('easybill', 'outsmart'),
  connectionId: fc.string({ minLength: 1 }),
  generation: fc.integer({ min: 1, max: 999_999_999 }),
});

/** Checks as the webhook function does: whatever stands in the token counts. */
function opens(token: string, key: string, kind: TokenKind, connectionId: string): boolean {
  const parts = readToken(token);
  return parts !== undefined && isGenuine(key, kind, connectionId, parts.generation, parts.mac);
}

describe('webhookToken', () => {
  it('verifies under its key, kind, connection and generation', () => {
    fc.assert(
      fc.property(signed, ({ kid, key, kind, connectionId, generation }) => {
        const token = webhookToken({ kid, key }, kind, connectionId, generation);

        expect(readToken(token)).toMatchObject({ kid, generation });
        expect(opens(token, key, kind, connectionId)).toBe(true);
      }),
    );
  });

  it('needs no escaping in a URL', () => {
    fc.assert(
      fc.property(signed, ({ kid, key, kind, connectionId, generation }) => {
        const token = webhookToken({ kid, key }, kind, connectionId, generation);

        expect(encodeURIComponent(token)).toBe(token);
      }),
    );
  });

  it('stays the same over releases: a change would shut out every registered webhook', () => {
    const token = webhookToken({ kid: '1', key: 'k'.repeat(64) }, 'easybill', 'c01JD8QX7ZJ', 3);

    expect(token).toBe('1.3.04PwaKcShtXlw0vS9o0XLgnp7yDMFvPr4cUK1rVSMgQ');
  });

  it('does not verify with any other character in generation or mac', () => {
    const changed = fc
      .tuple(signed, fc.nat(), anyCodePoints({ minLength: 1, maxLength: 1 }))
      .map(([parts, position, character]) => {
        const { kid, key, kind, connectionId, generation } = parts;
        const token = webhookToken({ kid, key }, kind, connectionId, generation);
        const at = kid.length + 1 + (position % (token.length - kid.length - 1));
        return { ...parts, token, forged: token.slice(0, at) + character + token.slice(at + 1) };
      })
      .filter(({ token, forged }) => token !== forged);

    fc.assert(
      fc.property(changed, ({ forged, key, kind, connectionId }) => {
        expect(opens(forged, key, kind, connectionId)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('does not verify for any other key, kind, connection or generation', () => {
    fc.assert(
      fc.property(signed, signed, (mine, other) => {
        const { kid, key, kind, connectionId, generation } = mine;
        fc.pre(key !== other.key && connectionId !== other.connectionId && generation !== other.generation);
        const mac = readToken(webhookToken({ kid, key }, kind, connectionId, generation))!.mac;
        const otherKind = kind === 'easybill' ? 'outsmart' : 'easybill';

        expect(isGenuine(other.key, kind, connectionId, generation, mac)).toBe(false);
        expect(isGenuine(key, otherKind, connectionId, generation, mac)).toBe(false);
        expect(isGenuine(key, kind, other.connectionId, generation, mac)).toBe(false);
        expect(isGenuine(key, kind, connectionId, other.generation, mac)).toBe(false);
      }),
    );
  });

  it.each(['', 'A', 'ä'.repeat(21), 'A'.repeat(42), 'A'.repeat(44), '\u0000'.repeat(43)])(
    'does not verify the mac %j',
    (mac) => {
      expect(isGenuine('k'.repeat(64), 'easybill', 'c1', 1, mac)).toBe(false);
    },
  );
});

describe('isGenuine', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(['04PwaKcShtXlw0vS9o0XLgnp7yDMFvPr4cUK1rVSMgQ', 'A'.repeat(43)])(
    'leaves it to timingSafeEqual whether %s is the mac: === would tell an attacker how much of it is right',
    (mac) => {
      for (const verdict of [true, false]) {
        const compare = jest.spyOn(crypto, 'timingSafeEqual').mockReturnValue(verdict);

        expect(isGenuine('k'.repeat(64), 'easybill', 'c01JD8QX7ZJ', 3, mac)).toBe(verdict);
        expect(compare).toHaveBeenCalledTimes(1);
        compare.mockRestore();
      }
    },
  );
});

describe('readToken', () => {
  const mac = 'A'.repeat(43);

  it.each([
    '',
    '.',
    '..',
    `1.1.${mac.slice(1)}`,
    `1.1.${mac}A`,
    `1.1.${mac}\n`,
    ` 1.1.${mac}`,
    `1.1.${mac.slice(1)}=`,
    `1.1.${mac.slice(1)}/`,
    `.1.${mac}`,
    `${'k'.repeat(33)}.1.${mac}`,
    `k d.1.${mac}`,
    `1.0.${mac}`,
    `1.01.${mac}`,
    `1.-1.${mac}`,
    `1.1e3.${mac}`,
    `1.1234567890.${mac}`,
    `1.${mac}`,
    `1.1.${mac}.1`,
  ])('refuses %j', (token) => {
    expect(readToken(token)).toBeUndefined();
  });

  it('refuses any other text', () => {
    fc.assert(
      fc.property(anyCodePoints(), (text) => {
        expect(readToken(text)).toBeUndefined();
      }),
    );
  });
});

describe('hookSecret', () => {
  it('is another one for each connection and key, and never a mac of a token', () => {
    fc.assert(
      fc.property(signed, signed, (one, other) => {
        fc.pre(one.connectionId !== other.connectionId && one.key !== other.key);
        const secret = hookSecret(one, one.connectionId);

        expect(secret).toMatch(/^[0-9a-f]{64}$/);
        expect(secret).toBe(hookSecret(one, one.connectionId));
        expect(secret).not.toBe(hookSecret(one, other.connectionId));
        expect(secret).not.toBe(hookSecret(other, one.connectionId));
      }),
    );
  });
});
