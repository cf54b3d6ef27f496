import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { OwnUrl } from '#libs/service-kit';
import { OrdersClient } from './orders-client.ts';

it('asks for answers as they are: between neighbours packing costs more than sending', async () => {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ guests: [null] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new OwnUrl(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  const guests = await new OrdersClient(url, { id: 'passline', secret: 'secret' }).guests(['a-token']);
  server.close();
  expect([guests, asked.map((headers) => headers['accept-encoding'])]).toEqual([[null], ['identity']]);
});
