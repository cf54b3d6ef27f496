/** Characters that turn the direction of all text after them. */
const turnings = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Puts facts in the places of a text: `fill('Order {number}', { number: 'A-1' })` is `Order A-1`. A fact that
 * is missing leaves nothing; one that would turn the direction of the sentence around it is put straight.
 */
export function fill(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_place, name: string) =>
    String(facts[name] ?? '').replace(turnings, ''),
  );
}
