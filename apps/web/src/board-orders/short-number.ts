/** What a cook calls out: `ONLINE-000042` is 42. */
export const shortNumber = (orderNumber: string): string => /-0*(\d+)$/.exec(orderNumber)?.[1] ?? orderNumber;
