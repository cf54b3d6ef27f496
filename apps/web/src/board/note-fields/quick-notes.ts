const KEPT_AS = 'passline:notes';
/** How many of the notes that were typed here are offered again. */
const KEPT = 4;

const usual: readonly string[] = [
  'Please have your order number ready.',
  'Sorry for the wait, it is worth it.',
  'We had to leave something out, please call us.',
];

/** Notes that are one tap away: those typed at this board last, and some that fit everywhere. */
export function quickNotes(): readonly string[] {
  return [...typed(), ...usual.filter((note) => !typed().includes(note))];
}

export function rememberNote(note: string): void {
  const text = note.trim();
  if (text === '' || usual.includes(text)) return;
  localStorage.setItem(
    KEPT_AS,
    JSON.stringify([text, ...typed().filter((other) => other !== text)].slice(0, KEPT)),
  );
}

const typed = (): readonly string[] => JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]') as string[];
