import type { Formats } from '../formats/formats.ts';
import type { InsightsWords } from './en.ts';

/** How this reader is spoken to: their language, and numbers and times as their region writes them. */
export interface Wording {
  readonly words: InsightsWords;
  readonly formats: Formats;
}
