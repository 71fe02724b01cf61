import { expect, it } from 'vitest';
import { picture } from './identicon';
import { short } from './short';
import { distance, duration, lasting, parseTime, utcTime } from './times';

it.each([
  ['0x70997970c51812dc3a010c7d01b50e0d17dc79c8', '0x7099…79c8'],
  ['bafkreicl6ujc6ncfktctxxroxognfn7d2fqavvrryoc2lv6m4i6hpbkfti', 'bafkreic…kfti'],
  ['0x1234', '0x1234'],
])('shortens %s to %s', (id, shown) => {
  expect(short(id)).toBe(shown);
});

it('draws the same id alike, whatever its case, and another one differently', () => {
  expect(picture('0xABCD')).toEqual(picture('0xabcd'));
  expect(picture('0xabcd')).not.toEqual(picture('0xabce'));
});

it('draws mirrored pictures', () => {
  const { cells } = picture('0x70997970c51812dc3a010c7d01b50e0d17dc79c8');

  const mirrored = cells.map(({ x, y }) => ({ x: 4 - x, y }));

  expect(cells).toEqual(expect.arrayContaining(mirrored));
});

it('reads a time beyond every calendar as no time', () => {
  expect(parseTime('+1000000000-12-31T23:59:59.999999999Z')).toBeUndefined();
  expect(parseTime('2026-02-03T04:05:06Z')?.getTime()).toBe(Date.UTC(2026, 1, 3, 4, 5, 6));
});

it('says the same instant to everyone', () => {
  expect(utcTime(new Date('2026-02-03T04:05:06.789Z'))).toBe('2026-02-03 04:05:06 UTC');
});

it.each([
  [42, 'in 42 seconds'],
  [119, 'in 1 minute'],
  [-7200, '2 hours ago'],
])('says how far %d seconds are: %s', (seconds, words) => {
  const now = new Date('2026-02-03T04:05:06Z');

  expect(distance(new Date(now.getTime() + seconds * 1000), now, 'en')).toBe(words);
});

it.each([
  [0.2, '1 second'],
  [59.2, '1 minute'],
  [61, '2 minutes'],
  [7200, '2 hours'],
])('says that %d seconds take %s', (seconds, words) => {
  expect(duration(seconds, 'en')).toBe(words);
});

it.each([
  [30 * 86_400, '30 days'],
  [36 * 3600, '36 hours'],
  [5400, '90 minutes'],
  [61, '61 seconds'],
])('says that somebody set %d seconds as %s', (seconds, words) => {
  expect(lasting(seconds, 'en')).toBe(words);
});
