let audio: AudioContext | null = null;
let ring: ((context: AudioContext) => void) | undefined;

/**
 * Lets sound out; a browser allows it only while the visitor presses something. What rings is loaded for
 * those who want to hear it.
 */
export function unlockSound(): void {
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume();
  import('./ring.ts').then(
    (loaded) => (ring = loaded.ring),
    // They are notified without a sound.
    () => undefined,
  );
}

/** Rings once, where the visitor has let sound out, and shakes a phone that can. */
export function chime(): void {
  if ('vibrate' in navigator) navigator.vibrate([200, 100, 200]);
  if (audio) ring?.(audio);
}
