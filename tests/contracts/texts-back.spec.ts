import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order } from '#libs/contracts';
import { eventually } from '../support/eventually.ts';
import { aCustomer, type Customer, Providers } from '../support/providers.ts';
import { rivalManager, World } from './contract-world.ts';

let providers: Providers;
let world: World;
beforeAll(async () => {
  providers = await Providers.start();
  world = await World.open({ ...providers.settings, NOTIFY_HOLD_MS: '0' });
});
afterAll(async () => {
  await world.close();
  await providers.down();
});

const texted = async ({ phone }: Customer, body: string): Promise<string> =>
  (await providers.twilio.passOn(`${world.url}/api/v1/sms/inbound`, phone, body)).text();

/** What became of the text about the confirmation of an order that this customer has placed there. */
async function textFrom(account: string, customer: Customer): Promise<string> {
  const manager = await world.as(account);
  const { order_id }: Order = await manager.place({ customer });
  await manager.move(order_id, 'confirmed');
  return eventually(async () => {
    const text = `SELECT state || coalesce(' ' || why, '') AS end FROM notifier.notifications WHERE order_id = $1 AND channel = 'sms' AND due_at IS NULL AND state <> 'sending'`;
    return (await world.rows<{ end: string }>(text, [order_id]))[0]?.end;
  }, 'the text to come to its end');
}

describe('A customer of two restaurants that text from one number', () => {
  it('is told by HELP of the one that they ordered from last', async () => {
    const customer = aCustomer();
    await textFrom('manager', customer);
    expect(await texted(customer, 'HELP')).toContain('<Message>Mabuhay Kitchen: these texts');
    await textFrom(rivalManager, customer);
    expect(await texted(customer, 'HELP')).toContain('<Message>La Rival: these texts');
  });

  it('is texted by neither after STOP, as nobody can tell which one was meant, and by both after START', async () => {
    const customer = aCustomer();
    expect([await textFrom('manager', customer), await textFrom(rivalManager, customer)]).toEqual([
      'sent',
      'sent',
    ]);
    await texted(customer, 'Stop');
    expect([await textFrom('manager', customer), await textFrom(rivalManager, customer)]).toEqual([
      'dropped opted_out',
      'dropped opted_out',
    ]);
    await texted(customer, 'Start');
    expect([await textFrom('manager', customer), await textFrom(rivalManager, customer)]).toEqual([
      'sent',
      'sent',
    ]);
    expect(providers.textsTo(customer)).toHaveLength(4);
  });
});
