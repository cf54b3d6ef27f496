const KEPT_AS = 'passline:sound';
/** Two short tones, the second higher: heard through a kitchen, and not an alarm. In Hz and s. */
const tones = [
  { pitch: 784, from: 0, to: 0.16 },
  { pitch: 1_047, from: 0.18, to: 0.5 },
] as const;
const LOUDNESS = 0.35;
/** How long a browser may take to let a page sound, in ms. */
const OPENS_WITHIN_MS = 1_000;

/** Whether a new order is heard: it is; nobody wants to; someone does, and the browser lets nothing sound. */
export type SoundState = 'on' | 'off' | 'blocked';

/**
 * The sound of a new order. Browsers let nothing sound before someone has touched the page, so that it is
 * switched on by a tap, and says while it would be silent.
 */
export class Bell {
  #context: AudioContext | null = null;
  #isOn = localStorage.getItem(KEPT_AS) === 'on';
  /** When someone's touch last asked for leave to sound, in ms. */
  #askedAt = -Infinity;
  /** Something came while nothing could be heard: one ring says so, however much it was. */
  #isOwed = false;

  constructor(private readonly onChange: () => void) {
    if (this.#isOn) this.unlock();
  }

  get state(): SoundState {
    if (!this.#isOn) return 'off';
    const isOpening = performance.now() - this.#askedAt < OPENS_WITHIN_MS;
    return this.#context?.state === 'running' || isOpening ? 'on' : 'blocked';
  }

  /**
   * Called from a tap: switched on, it lets itself be heard; blocked, it is opened and stays on.
   * @param shown what it was when the finger came down
   */
  toggle(shown: SoundState): void {
    this.#isOn = shown !== 'on';
    localStorage.setItem(KEPT_AS, this.#isOn ? 'on' : 'off');
    if (this.#isOn) this.#isOwed = true;
    this.unlock();
  }

  /** Called from any tap: what was allowed before a reload is allowed again. */
  unlock(): void {
    if (!this.#isOn || this.#sounds()) return;
    this.#askedAt = performance.now();
    setTimeout(this.onChange, OPENS_WITHIN_MS);
  }

  /** Nobody has touched anything for this: a bell that is blocked is so all the while. */
  ring(): void {
    if (!this.#isOn) return;
    this.#isOwed = true;
    this.#sounds();
  }

  /** Lets out what is owed, or asks the browser whether it may. @returns whether it sounds already */
  #sounds(): boolean {
    const context = this.#opened();
    const isRunning = context.state === 'running';
    if (isRunning) this.#settle(context);
    else void context.resume().catch(() => undefined);
    return isRunning;
  }

  #opened(): AudioContext {
    if (this.#context) return this.#context;
    const context = new AudioContext();
    context.addEventListener('statechange', () => {
      this.#settle(context);
      this.onChange();
    });
    return (this.#context = context);
  }

  #settle(context: AudioContext): void {
    if (!this.#isOwed || !this.#isOn || context.state !== 'running') return;
    this.#isOwed = false;
    for (const tone of tones) sound(context, tone);
  }
}

function sound(context: AudioContext, { pitch, from, to }: (typeof tones)[number]): void {
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  const now = context.currentTime;
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(0, now + from);
  gain.gain.linearRampToValueAtTime(LOUDNESS, now + from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, now + to);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(now + from);
  oscillator.stop(now + to);
}
