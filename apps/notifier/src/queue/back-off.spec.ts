import { describe, expect, it } from '@jest/globals';
import { waitAfter } from './back-off.ts';

const minute = 60_000;

describe('the wait after a failure', () => {
  it('is anything up to a ceiling that doubles with each try', () => {
    expect(waitAfter({ attempts: 1, ageMs: 0 }, () => 0.999)).toBe(999);
    expect(waitAfter({ attempts: 3, ageMs: 0 }, () => 0.5)).toBe(2_000);
  });

  it('is never longer than 15 s within the first five minutes, whatever the provider asks for', () => {
    expect(waitAfter({ attempts: 30, ageMs: 4.9 * minute, retryAfterMs: 90_000 }, () => 0.999)).toBe(15_000);
  });

  it('grows to minutes after that', () => {
    expect(waitAfter({ attempts: 30, ageMs: 6 * minute }, () => 0.999)).toBeGreaterThan(2 * minute);
  });

  it('is at least what the provider asks for', () => {
    expect(waitAfter({ attempts: 1, ageMs: 0, retryAfterMs: 4_000 }, () => 0)).toBe(4_000);
  });
});
