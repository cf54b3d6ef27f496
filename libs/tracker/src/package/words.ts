/** `@passline/tracker/words`: what the element says, in every language, for pages that change some of it. */
export { en, type Words } from '../words/en.ts';
export { es } from '../words/es.ts';
export { fil } from '../words/fil.ts';
