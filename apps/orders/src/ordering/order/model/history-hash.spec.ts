import { describe, expect, it } from '@jest/globals';
import { chainStart, hashOf, textDigest } from './history-hash.ts';

const order = {
  orderId: '0190a000-0000-7000-8000-00000000000a',
  restaurantId: '0190a000-0000-7000-8000-000000000001',
  corrects: null,
  minutes: null,
  reason: null,
  textDigest: null,
  arrivesFrom: null,
  arrivesTo: null,
  basis: null,
  acceptBy: null,
} as const;
const salt = Buffer.from('00112233445566778899aabbccddeeff', 'hex');

const placed = {
  ...order,
  version: 1,
  eventId: '0190a000-0000-7000-8000-000000000011',
  type: 'placed',
  fromStatus: null,
  status: 'pending',
  role: 'customer',
  actorId: null,
  occurredAt: 1767225600000,
  recordedAt: 1767225600000,
  readyFrom: null,
  readyTo: null,
} as const;
const confirmed = {
  ...order,
  version: 2,
  eventId: '0190a000-0000-7000-8000-000000000012',
  type: 'status_changed',
  fromStatus: 'pending',
  status: 'confirmed',
  role: 'cashier',
  actorId: '0190a000-0000-7000-8000-000000000021',
  occurredAt: 1767225661001,
  recordedAt: 1767225662002,
  readyFrom: 1767226860000,
  readyTo: 1767227160000,
  textDigest: textDigest(salt, 'thank you', 'table by the "window" – ü'),
} as const;
const delayed = {
  ...order,
  version: 3,
  eventId: '0190a000-0000-7000-8000-000000000013',
  type: 'delayed',
  fromStatus: 'confirmed',
  status: 'confirmed',
  minutes: 5,
  reason: 'busy',
  role: 'kitchen',
  actorId: '0190a000-0000-7000-8000-000000000022',
  occurredAt: 1767225700000,
  recordedAt: 1767225700000,
  readyFrom: 1767227160000,
  readyTo: 1767227460000,
} as const;
const recalled = {
  ...order,
  version: 4,
  eventId: '0190a000-0000-7000-8000-000000000014',
  type: 'recalled',
  fromStatus: 'confirmed',
  status: 'pending',
  corrects: 2,
  reason: 'mistake',
  role: 'device',
  actorId: '0190a000-0000-7000-8000-000000000023',
  occurredAt: 1767225800999,
  recordedAt: 1767225800999,
  readyFrom: null,
  readyTo: null,
} as const;

/** Of the first release: rows with these hashes lie in databases, and are verified by them for ever. */
const known = [
  [placed, 'ade498d326155843f4e46af014d52446e2e82960d6fae572bc7559bd90b592da'],
  [confirmed, 'ba8df4f9ea0c9978493031070773cd748b4c4273201a680242f2c7928dc70fa6'],
  [delayed, 'd7addedeac1e590ec52a886c3b653e4b331d9d85a1340def6e05f3748b5c0f3b'],
  [recalled, 'dbbe4036dd5447745b3a11cbd70c54e1640cbf0a5f08f58cfe247e45a68f79b5'],
] as const;

describe('the hash of a history row', () => {
  it('is for ever what it was when the row was written', () => {
    const hashes = known.map(([row], index) =>
      hashOf(
        { ...row, amendment: null },
        index === 0 ? chainStart : Buffer.from(known[index - 1]![1], 'hex'),
      ).toString('hex'),
    );
    expect(hashes).toEqual(known.map(([, hash]) => hash));
  });

  it('of an amendment is for ever what it was, too, and covers what was changed to what', () => {
    const amendment = { changed: ['payment'], payment: { status: 'paid', method: 'cash' } } as const;
    const amended = { ...delayed, type: 'amended', minutes: null, reason: null, amendment } as const;
    expect(hashOf(amended, chainStart).toString('hex')).toBe(
      '65663a1c6a9a719a1370fde6f99f691d991973f3fa3d1ebfebd39812408f8341',
    );
    const other = { ...amended, amendment: { ...amendment, payment: { status: 'unpaid' } } } as const;
    expect(hashOf(other, chainStart).equals(hashOf(amended, chainStart))).toBe(false);
  });

  it('covers what was promised until the door, by what, and the deadline, where a row says by what', () => {
    const row = { ...confirmed, amendment: null };
    const promised = { ...row, basis: 'rule', arrivesFrom: 1, arrivesTo: 2, acceptBy: 3 } as const;
    const others = [
      { basis: 'learned' },
      { arrivesFrom: null },
      { arrivesTo: 1 },
      { acceptBy: null },
      { basis: null, arrivesFrom: null, arrivesTo: null, acceptBy: null },
    ] as const;
    const hashes = [promised, ...others.map((other) => ({ ...promised, ...other }))].map((each) =>
      hashOf(each, chainStart).toString('hex'),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toBe('216f65f8ca6fb080df1aea0190a49a351542116af50baed57e757ca0281463ba');
    expect(hashes.at(-1)).toBe(hashOf(row, chainStart).toString('hex'));
  });

  it('stands for a text by a digest that is for ever the same, too', () => {
    expect(confirmed.textDigest.toString('hex')).toBe(
      'b120fec232beb8438a0efc13d82630efc30e6c452ecc8a4017c03cf693aae245',
    );
  });
});
