import type { Order } from '#libs/contracts';
import type { Step } from '../board-orders/steps.ts';

type About = CustomEvent<{ readonly order: Order }>;

/** What a card tells its board. */
declare global {
  interface HTMLElementEventMap {
    /** Its lower edge was pressed. */
    'card-forward': CustomEvent<{ readonly order: Order; readonly step: Step }>;
    /** Someone wants to see all of it. */
    'card-open': About;
    /** A finger came down on it. */
    'card-touched': About;
    /** It is to be moved together with others, or no longer. */
    'card-chosen': About;
  }
}
