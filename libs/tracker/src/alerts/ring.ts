/** Two rising notes, as a counter bell has: when each begins (s), and how high (Hz). */
const notes = [
  [0, 880],
  [0.18, 1_174.66],
] as const;
const NOTE_S = 0.9;
const LOUDNESS = 0.25;

/** Rings once. */
export function ring(context: AudioContext): void {
  for (const [at, frequency] of notes) play(context, context.currentTime + at, frequency);
}

function play(context: AudioContext, at: number, frequency: number): void {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(LOUDNESS, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
}
