import { lying, type Studio } from './studio.ts';

/** What POS developers see: the API's documentation, with the call that moves an order. */
export async function takeApi(studio: Studio): Promise<void> {
  const page = await studio.page('/api/docs', lying);
  const call = page.locator('.opblock', { hasText: '/api/v1/online/orders/{id}/update-status' }).first();
  await call.getByRole('button').first().click();
  await call.getByRole('button', { name: 'Try it out' }).waitFor();
  await call.evaluate((block: { scrollIntoView(options: { block: 'start' }): void }) =>
    block.scrollIntoView({ block: 'start' }),
  );
  await studio.take('api-docs', page);
}
