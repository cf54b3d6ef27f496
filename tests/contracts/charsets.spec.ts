import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Order, orderSchema } from '#libs/contracts';
import { anOrder, type Answer } from '../support/api.ts';
import { orders, refusal, World } from './contract-world.ts';

let world: World;
let token: string;
beforeAll(async () => {
  world = await World.open();
  token = (await world.as('cashier')).token ?? '';
});
afterAll(() => world.close());

const notes = 'Señor Müller, ねこ, 💩';
const json = JSON.stringify(anOrder({ notes }));
const latin = JSON.stringify(anOrder({ notes: 'Señor Müller' }));

async function place(type: string, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const response = await fetch(world.url + orders, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    body,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text, encoding));
const notesOf = ({ body }: Answer): Order['notes'] => orderSchema.parse(body).notes;

describe('A body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON ; Charset="Utf-8"',
    'application/json; charset=utf8',
    'application/json; v=2; charset=utf-8',
    'application/json; v="charset"',
  ])('as "%s" is UTF-8, with a byte order mark or without', async (type) => {
    const answers = [await place(type, bytes(json)), await place(type, bytes(`\ufeff${json}`))];
    expect(answers.map((answer) => [answer.status, notesOf(answer)])).toEqual([
      [201, notes],
      [201, notes],
    ]);
  });

  it.each([
    'application/json; charset=latin1',
    'application/json; charset=ISO-8859-1',
    'application/json;charset="windows-1252"',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; charset=latin1',
    'application/json; CHARSET = latin1',
    'application/json; charset=',
  ])('as "%s" is refused as another charset', async (type) => {
    const answer = await place(type, bytes(latin, 'latin1'));
    expect([answer.status, refusal(answer).code]).toEqual([415, 'not_json']);
    expect((await place(type, bytes(json))).status).toBe(415);
  });

  it.each([
    ['Latin-1', bytes(latin, 'latin1')],
    ['UTF-16', bytes(`\ufeff${json}`, 'utf16le')],
    ['half a character', bytes(json.replace('💩', '')).fill(0xf0, 30, 31)],
    ['a surrogate as three bytes', Uint8Array.of(...bytes('{"notes":"'), 0xed, 0xa0, 0x80, ...bytes('"}'))],
    ['a slash written too long', Uint8Array.of(...bytes('{"notes":"'), 0xc0, 0xaf, ...bytes('"}'))],
    ['a byte that never stands in UTF-8', Uint8Array.of(...bytes(json), 0xff)],
  ])('that is %s is refused and nothing of it taken', async (_, body) => {
    const before = await world.rows('SELECT count(*) FROM passline.orders');
    const answer = await place('application/json', body);
    expect([answer.status, refusal(answer).code]).toEqual([400, 'invalid_request']);
    expect(await world.rows('SELECT count(*) FROM passline.orders')).toEqual(before);
  });
});

describe('A form of Twilio’s', () => {
  const send = async (type: string, body: Uint8Array<ArrayBuffer>): Promise<number> =>
    (
      await fetch(`${world.url}/api/v1/sms/inbound`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
    ).status;
  const type = 'application/x-www-form-urlencoded';

  // Unsigned, it is read and then refused: 403 says that it was read.
  it.each([
    [type, bytes('Body=%C3%A9'), 403],
    [`${type}; charset=UTF-8`, bytes('Body=é'), 403],
    ['Application/X-WWW-Form-Urlencoded', bytes('Body=100%'), 403],
    [type, bytes('\ufeffBody=x'), 403],
    [`${type}; charset=latin1`, bytes('Body=x'), 415],
    [type, bytes('Body=é', 'latin1'), 400],
    [type, bytes('Body=%E9'), 400],
    [type, bytes('Body=%C3&From=%A9'), 400],
  ])('as "%s" %# is answered with %3$d', async (sentAs, body, status) => {
    expect(await send(sentAs, body)).toBe(status);
  });

  it('is no form for routes of JSON, whatever the case of its type', async () => {
    expect((await place('Application/X-WWW-Form-Urlencoded', bytes('notes=x'))).status).toBe(415);
  });
});
