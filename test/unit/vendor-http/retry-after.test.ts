import { expect, it } from '@jest/globals';
import { retryAfterSeconds } from '../../../shared/vendor-http/retry-after.ts';

const NOW = Date.UTC(2026, 10, 30, 10, 0, 0);
const at = (seconds: number): string => new Date(NOW + seconds * 1000).toUTCString();

it.each<[string, Record<string, string>, number]>([
  ['seconds', { 'retry-after': '7' }, 7],
  ['the longest seconds', { 'retry-after': '120' }, 120],
  ['a date', { 'retry-after': at(90) }, 90],
  ['the longest date', { 'retry-after': at(120) }, 120],
  ['a date by the clock of the vendor', { 'retry-after': at(630), date: at(600) }, 30],
  ['a date beside a date that is none', { 'retry-after': at(30), date: 'soon' }, 30],
])('is read as %s', (_, headers, seconds) => {
  expect(retryAfterSeconds(new Headers(headers), NOW)).toBe(seconds);
});

it.each([
  '',
  '0',
  '-5',
  '121',
  '1.5',
  '9'.repeat(400),
  'soon',
  at(0),
  at(-30),
  at(121),
  '2026-11-30T10:00:30Z',
  'Mon, 30 Nov 2026 10:00:30',
  'Mon, 99 Foo 2026 10:00:30 GMT',
])('is a minute for %j', (text) => {
  expect(retryAfterSeconds(new Headers({ 'retry-after': text }), NOW)).toBe(60);
});

it('is a minute where it is missing', () => {
  expect(retryAfterSeconds(new Headers(), NOW)).toBe(60);
});
