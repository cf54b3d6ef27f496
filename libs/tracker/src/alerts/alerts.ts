import { browserStorage } from '../storage/browser-storage.ts';
import { chime, unlockSound } from './chime.ts';

const CHOICE = 'alerts';

/** What a notification says, and about which order: a later one of the same order takes its place. */
export interface Alert {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

const isGranted = (): boolean => typeof Notification !== 'undefined' && Notification.permission === 'granted';

/**
 * Whether this visitor wants to be notified, by sound and by the browser; their choice outlives the page.
 */
class Alerts extends EventTarget {
  #isOn = browserStorage.read(CHOICE) === true;

  constructor() {
    super();
    // Sound is let out again by the first touch after a reload.
    if (this.#isOn) addEventListener('pointerdown', unlockSound, { once: true });
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Whether the browser shows notifications; sound may be all there is. */
  get notifies(): boolean {
    return this.#isOn && isGranted();
  }

  /** To be called while the visitor presses a button: browsers ask, and let sound out, only then. */
  async toggle(): Promise<void> {
    this.#isOn = !this.#isOn;
    if (this.#isOn) await this.#ask();
    else browserStorage.remove(CHOICE);
    this.dispatchEvent(new Event('change'));
  }

  async #ask(): Promise<void> {
    browserStorage.write(CHOICE, true);
    unlockSound();
    if (typeof Notification !== 'undefined' && Notification.permission === 'default')
      await Notification.requestPermission();
  }

  /** @param isReady whether to ring too */
  notify(alert: Alert, isReady: boolean): void {
    if (!this.#isOn) return;
    if (isReady) chime();
    // Whoever looks at the page sees it there.
    if (isGranted() && !(document.visibilityState === 'visible' && document.hasFocus()))
      showNotification(alert).catch(() => undefined);
  }
}

async function showNotification({ title, ...options }: Alert): Promise<void> {
  try {
    new Notification(title, options).onclick = () => window.focus();
  } catch {
    // Phones let only a service worker notify.
    if ('serviceWorker' in navigator)
      await (await navigator.serviceWorker.getRegistration())?.showNotification(title, options);
  }
}

let alerts: Alerts | null = null;

/** The visitor's choice, one for the page; made in a browser alone. */
export const visitorsAlerts = (): Alerts => (alerts ??= new Alerts());
