import { join } from 'node:path';

/** Where programs that are started find what Node made of their code the last time. */
export const compileCache = join(import.meta.dirname, '../../node_modules/.cache/node-compile');
