import type { Language } from '../../../ui/page-language/page-language.ts';
import { type AccountWords, en } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';

const catalogues: Readonly<Record<Language, AccountWords>> = { en, es, fil };

export const accountWordsIn = (language: Language): AccountWords => catalogues[language];
