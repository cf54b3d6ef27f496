import { formatsOf } from '../formats/formats.ts';
import type { Language } from '../../ui/page-language/page-language.ts';
import { insightsWordsIn } from '../words/words-of.ts';
import type { Wording } from '../words/wording.ts';

/** How a reader of that region is spoken to. */
export const wordingFor = (language: Language, region: string): Wording => ({
  words: insightsWordsIn(language),
  formats: formatsOf(region, 'Asia/Manila'),
});
