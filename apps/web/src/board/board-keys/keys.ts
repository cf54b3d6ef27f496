/** What a key does at the board. */
export type KeyAct =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'open'
  | 'choose'
  | 'forward-chosen'
  | 'stop-choosing'
  | 'undo'
  | 'search'
  | 'place'
  | 'sound'
  | 'keys'
  | 'counter'
  | 'kitchen'
  | 'driver';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly act: KeyAct;
  readonly words: string;
}

/** In the order in which they are explained. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ['ArrowDown', 'j'], act: 'down', words: 'Next card' },
  { keys: ['ArrowUp', 'k'], act: 'up', words: 'Card above' },
  { keys: ['ArrowLeft', 'h'], act: 'left', words: 'Column to the left' },
  { keys: ['ArrowRight', 'l'], act: 'right', words: 'Column to the right' },
  { keys: ['m'], act: 'open', words: 'Open the card: every step, notes, delay, history' },
  { keys: ['u'], act: 'undo', words: 'Take back the last tap' },
  { keys: ['x'], act: 'choose', words: 'Choose the card, to move several at once' },
  { keys: ['b'], act: 'forward-chosen', words: 'Move on all that are chosen' },
  { keys: ['/'], act: 'search', words: 'Search: number, name, phone, table, street, dish' },
  { keys: ['n'], act: 'place', words: 'New order' },
  { keys: ['1'], act: 'counter', words: 'Counter' },
  { keys: ['2'], act: 'kitchen', words: 'Kitchen' },
  { keys: ['3'], act: 'driver', words: 'Driver' },
  { keys: ['s'], act: 'sound', words: 'Sound on or off' },
  { keys: ['?'], act: 'keys', words: 'This overview' },
];

/** It leaves what was begun, wherever one is: nobody switches that off. */
const LEAVES = 'Escape';

const KEPT_AS = 'passline:keys';

/**
 * Who dictates, or leans on the keyboard, can do without keys that act by themselves. The overview's stays.
 */
export const areKeysOn = (): boolean => localStorage.getItem(KEPT_AS) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(KEPT_AS, on ? 'on' : 'off');

export function actOf(key: string): KeyAct | null {
  if (key === LEAVES) return 'stop-choosing';
  const act = shortcuts.find(({ keys }) => keys.includes(key))?.act ?? null;
  return areKeysOn() || act === 'keys' ? act : null;
}
