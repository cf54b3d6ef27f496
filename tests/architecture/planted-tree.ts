import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { lawfulFiles, plantedViolations } from './planted-violations.ts';

const settings = ['package.json', 'tsconfig.json', 'tsconfig.boundaries.json'];
const packages = [
  '@nestjs/common',
  'by-chance',
  'kafkajs',
  'lit',
  'smtp-server',
  'typeorm',
  'xstate',
  'yaml',
  'zod',
];

/** A small repository under the real settings, in which each boundary is broken; the caller removes it. */
export class PlantedTree {
  readonly root = mkdtempSync(join(tmpdir(), 'passline-boundaries-'));

  constructor(repository: string) {
    // A folder with a manifest of its own, to which the root's imports do not apply.
    this.#write('libs/tracker/package.json', '{"name": "tracker", "type": "module"}');
    for (const file of settings) cpSync(join(repository, file), join(this.root, file));
    for (const name of packages) this.#install(name);
    for (const [file, code] of Object.entries(lawfulFiles)) this.#write(file, code);
    for (const { file, code } of plantedViolations) this.#write(file, code);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #install(name: string): void {
    this.#write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    );
    this.#write(`node_modules/${name}/index.js`, '');
  }

  #write(file: string, content: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), content);
  }
}
