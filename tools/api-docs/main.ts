import { writeFile } from 'node:fs/promises';
import { asyncApiFile, asyncApiYaml } from './asyncapi.ts';

await writeFile(asyncApiFile, asyncApiYaml());
process.stdout.write(`${asyncApiFile} is written.\n`);
