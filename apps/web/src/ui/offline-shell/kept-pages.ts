/**
 * Pages that people keep open, and that start without a network: the path of each, and its file. Each also
 * names `keep-page.ts`.
 */
export const keptPages: Readonly<Record<string, string>> = {
  '/t': 't.html',
  '/board': 'board.html',
  '/orders': 'orders.html',
};
