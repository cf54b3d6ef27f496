/** By which a number is called, however people wrote it down; null where there is nothing to call. */
export function telLink(phone: string | null | undefined): string | null {
  const dialled = phone?.replace(/(?!^\+)\D/g, '');
  return dialled ? `tel:${dialled}` : null;
}
