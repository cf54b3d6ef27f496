import type { Language } from '../../ui/page-language/page-language.ts';
import { en, type InsightsWords } from './en.ts';
import { es } from './es.ts';
import { fil } from './fil.ts';

const catalogues: Readonly<Record<Language, InsightsWords>> = { en, es, fil };

export const insightsWordsIn = (language: Language): InsightsWords => catalogues[language];
