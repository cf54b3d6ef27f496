import type { Language } from '../../../ui/page-language/page-language.ts';
import { en, type PageWords } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';

const catalogues: Readonly<Record<Language, PageWords>> = { en, es, fil };

export const wordsIn = (language: Language): PageWords => catalogues[language];
