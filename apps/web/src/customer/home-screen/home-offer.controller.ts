import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * What Chrome fires where a page could stand on the home screen; in no standard, and so in no library of
 * types.
 */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** Only Safari on a phone or tablet has it: whether the page was opened from the home screen. */
interface HomeScreenNavigator extends Navigator {
  readonly standalone?: boolean;
}

/** Knows whether this page can be put on the home screen: by a button, by hand, or not. */
export class HomeOffer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onAdded: () => void;
  #prompt: InstallPromptEvent | null = null;

  /** @param onAdded the customer has put it there, by our button or by the browser's menu */
  constructor(host: ReactiveControllerHost, onAdded: () => void) {
    [this.#host, this.#onAdded] = [host, onAdded];
    host.addController(this);
  }

  /** `by-hand` where the browser has no button for it, and its menu has to be used. */
  get way(): 'button' | 'by-hand' | null {
    if (this.#prompt) return 'button';
    return (navigator as HomeScreenNavigator).standalone === false ? 'by-hand' : null;
  }

  hostConnected(): void {
    addEventListener('beforeinstallprompt', this.#offered);
    addEventListener('appinstalled', this.#added);
    // There, what stands on the home screen has a storage of its own: it opens the very link that it was made
    // from, unless a manifest says otherwise.
    if (this.way === 'by-hand') document.querySelector('link[rel=manifest]')?.remove();
  }

  hostDisconnected(): void {
    removeEventListener('beforeinstallprompt', this.#offered);
    removeEventListener('appinstalled', this.#added);
  }

  /** To be called while the customer presses a button. */
  async ask(): Promise<void> {
    const asked = this.#prompt;
    // A browser asks once for each offer.
    this.#withdraw();
    if ((await asked?.prompt())?.outcome === 'accepted') this.#onAdded();
  }

  readonly #offered = (event: Event): void => {
    // The browser's own bar would come at a moment of its own choosing.
    event.preventDefault();
    this.#prompt = event as InstallPromptEvent;
    this.#host.requestUpdate();
  };

  readonly #added = (): void => {
    this.#withdraw();
    this.#onAdded();
  };

  #withdraw(): void {
    this.#prompt = null;
    this.#host.requestUpdate();
  }
}
