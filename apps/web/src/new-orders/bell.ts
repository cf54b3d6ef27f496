const KEPT_AS = 'passline:sound';
/** Two short tones, the second higher: heard through a kitchen, and not an alarm. In Hz and s. */
const tones = [
  { pitch: 784, from: 0, to: 0.16 },
  { pitch: 1_047, from: 0.18, to: 0.5 },
] as const;
const LOUDNESS = 0.35;

/** The sound of a new order. Browsers let nothing sound before someone has touched the page, so that it is switched on by a tap. */
export class Bell {
  #context: AudioContext | null = null;
  #isOn = localStorage.getItem(KEPT_AS) === 'on';

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Called from a tap: switched on, it lets itself be heard. */
  toggle(): void {
    this.#isOn = !this.#isOn;
    localStorage.setItem(KEPT_AS, this.#isOn ? 'on' : 'off');
    this.ring();
  }

  /** Called from any tap: what was allowed before a reload is allowed again. */
  unlock(): void {
    if (this.#isOn) void this.#opened().resume();
  }

  ring(): void {
    if (!this.#isOn) return;
    const context = this.#opened();
    void context.resume().then(() => {
      for (const tone of tones) sound(context, tone);
    });
  }

  #opened(): AudioContext {
    return (this.#context ??= new AudioContext());
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
