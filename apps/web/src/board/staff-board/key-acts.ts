import type { Order } from '#libs/contracts';
import type { BarWish } from '../board-bar/board-bar.element.ts';
import type { BoardColumn } from '../board-column/board-column.element.ts';
import { cardTowards, placeOfKeyboard } from '../board-keys/card-steps.ts';
import type { KeyAct } from '../board-keys/keys.ts';
import type { ViewName } from '../board-layout/views.ts';

/** What keys do at the board. */
export interface KeyActs {
  readonly pickView: (view: ViewName) => void;
  readonly open: (order: Order) => void;
  readonly choose: (order: Order) => void;
  readonly undo: () => void;
  readonly forwardChosen: () => void;
  readonly search: () => void;
  readonly toggleSound: () => void;
  readonly wish: (wish: BarWish) => void;
}

export function actOnKey(
  act: Exclude<KeyAct, 'stop-choosing'>,
  columns: readonly BoardColumn[],
  acts: KeyActs,
): void {
  const order = placeOfKeyboard(columns)?.card.order;
  switch (act) {
    case 'up':
    case 'down':
    case 'left':
    case 'right':
      cardTowards(columns, act)?.focus();
      break;
    case 'counter':
    case 'kitchen':
    case 'driver':
      acts.pickView(act);
      break;
    case 'open':
      if (order) acts.open(order);
      break;
    case 'choose':
      if (order) acts.choose(order);
      break;
    case 'undo':
      acts.undo();
      break;
    case 'forward-chosen':
      acts.forwardChosen();
      break;
    case 'search':
      acts.search();
      break;
    case 'sound':
      acts.toggleSound();
      break;
    default:
      acts.wish(act);
  }
}
