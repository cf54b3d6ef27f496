import { describe, expect, it } from '@jest/globals';
import { editRestaurantSchema } from './http/restaurant.ts';

const isTaken = (timezone: string): boolean => editRestaurantSchema.safeParse({ timezone }).success;

describe('a restaurant’s time zone', () => {
  it.each([
    'Asia/Manila',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+8',
    'US/Pacific',
    'UTC',
    'gmt',
    'Japan',
    'GB',
  ])('may be %s', (name) => {
    expect(isTaken(name)).toBe(true);
  });

  it.each([
    ['an offset, which PostgreSQL reads with the other sign', '+08:00'],
    ['a shorter one', '-03'],
    ['an abbreviation, which PostgreSQL takes for another place', 'IST'],
    ['another', 'ACT'],
    ['one with summer time here and without there', 'CET'],
    ['a place that there is not', 'Mars/Olympus'],
    ['nothing', ''],
  ])('is not %s', (_, name) => {
    expect(isTaken(name)).toBe(false);
  });
});
