import { describe, expect, it } from '@jest/globals';
import { newClusterId } from './cluster-id.ts';

describe("A new cluster's id", () => {
  it('is 16 bytes in base64url, another each time, and never looks like an option', () => {
    const ids = Array.from({ length: 2_000 }, newClusterId);
    expect(ids.filter((id) => !/^\w[\w-]{21}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
