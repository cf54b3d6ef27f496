/** Puts facts in the places of a text: `fill('Order {number}', { number: 'A-1' })` is `Order A-1`. A fact that is missing leaves nothing. */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_place, name: string) => String(facts[name] ?? ''));
}
