import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { orderEventDataSchemas } from '#libs/contracts';
import { decodeOrderEvent, encodeOrderEvent, UnreadableEventError } from './cloud-event.ts';
import { PermanentHandlerError } from '../event-log.ts';
import type { LogRecord } from '../event-log.ts';

const stored = (name: string): LogRecord =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.v1.json`, import.meta.url), 'utf8')) as LogRecord;
const names = ['order-placed', 'order-status-changed', 'order-recalled', 'order-delayed', 'order-amended'];
const changed = stored('order-status-changed');

const withHeaders = (headers: Record<string, string>): LogRecord => ({
  ...changed,
  headers: { ...changed.headers, ...headers },
});
const withData = (data: Record<string, unknown>): LogRecord => ({
  ...changed,
  value: JSON.stringify({ ...(JSON.parse(changed.value) as object), ...data }),
});

function refusalOf(record: LogRecord): Error {
  try {
    decodeOrderEvent(record);
  } catch (error) {
    if (error instanceof UnreadableEventError) return error;
  }
  throw new Error('the record was read, or refused with another error');
}

describe('order events on the wire', () => {
  it.each(names)('still reads the %s message sent in version 1, and writes it the same today', (name) => {
    const event = decodeOrderEvent(stored(name));
    expect(encodeOrderEvent(event)).toEqual(stored(name));
  });

  it('keeps one stored message of every event type', () => {
    const types = names.map((name) => decodeOrderEvent(stored(name)).type);
    expect(types.sort()).toEqual(Object.keys(orderEventDataSchemas).sort());
  });

  it('ignores fields and headers that a newer writer adds', () => {
    const newer = {
      ...withData({ courier_eta: '2025-07-18T11:40:00.000Z' }),
      headers: { ...changed.headers, ce_region: 'eu' },
    };
    expect(decodeOrderEvent(newer)).toEqual(decodeOrderEvent(changed));
  });

  it('writes nothing that the schema does not name, such as a phone number', () => {
    const event = decodeOrderEvent(changed);
    Object.assign(event.data, { phone: '+639171234567' });
    expect(encodeOrderEvent(event)).toEqual(changed);
  });

  it('sends to another topic where one is named', () => {
    expect(encodeOrderEvent(decodeOrderEvent(changed), 'elsewhere').topic).toBe('elsewhere');
  });

  it.each([
    ['an event type it does not know', withHeaders({ ce_type: 'passline.order.vanished.v1' }), 'ce_type'],
    ['a type that is only the name of an object member', withHeaders({ ce_type: 'constructor' }), 'ce_type'],
    ['another CloudEvents version', withHeaders({ ce_specversion: '0.3' }), 'ce_specversion'],
    ['another content type', withHeaders({ 'content-type': 'application/avro' }), 'content-type'],
    ['a value that is not JSON', { ...changed, value: '{"order_id": Juan' }, 'not JSON'],
    ['an empty value', { ...changed, value: '' }, 'not JSON'],
    ['a value that is null', { ...changed, value: 'null' }, 'data: '],
    ['a version that is no number', withData({ version: 'seven' }), 'data.version'],
    ['a status that does not exist', withData({ status: 'Juan' }), 'data.status'],
    ['a key that is another order', { ...changed, key: '01981a2b-0000-7e5f-8a6b-9c0d1e2f3a4b' }, 'key'],
  ])('refuses for good %s, and says what is wrong without the content', (_, record, finding) => {
    const refusal = refusalOf(record);
    expect(refusal).toBeInstanceOf(PermanentHandlerError);
    expect(refusal.message).toContain(finding);
    expect(refusal.message).not.toMatch(/Juan|seven|vanished/);
    expect(refusal.cause).toBeUndefined();
  });
});
