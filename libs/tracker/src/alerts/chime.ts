/** Two rising notes, as a counter bell has: when each begins (s), and how high (Hz). */
const notes = [
  [0, 880],
  [0.18, 1_174.66],
] as const;
const NOTE_S = 0.9;
const LOUDNESS = 0.25;

let audio: AudioContext | null = null;

/** Lets sound out; a browser allows it only while the visitor presses something. */
export function unlockSound(): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume();
}

/** Rings once, where the visitor has let sound out, and shakes a phone that can. */
export function chime(): void {
  if ('vibrate' in navigator) navigator.vibrate([200, 100, 200]);
  if (audio) for (const [at, frequency] of notes) ring(audio, audio.currentTime + at, frequency);
}

function ring(context: AudioContext, at: number, frequency: number): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(LOUDNESS, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
}
