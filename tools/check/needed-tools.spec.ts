import { spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { composeFile } from '../../tests/services/compose-file.ts';

const program = join(import.meta.dirname, 'needed-tools.js');
const modules = (java: number, ...further: readonly string[]): string =>
  ['java.base', ...further].map((name) => `echo ${name}@${String(java)}.0.2`).join('\n');
/** A machine that has everything; each tool says what it is asked for here. */
const whole: Readonly<Record<string, string>> = {
  java: modules(21, 'jdk.compiler'),
  mvn: '',
  pg_isready: '',
  wget: '',
  nginx: '',
  python3: '',
  git: '',
  tar: '',
};

let path: string | undefined;
afterEach(() => {
  if (path !== undefined) rmSync(path, { recursive: true });
  path = undefined;
});

interface Check {
  readonly status: number | null;
  /** What was written, line by line. */
  readonly lines: readonly string[];
  readonly tools: readonly string[];
}

/** What is said on a machine on which these tools, and no others, are on the PATH. */
function checkedWith(tools: Readonly<Record<string, string>>): Check {
  path = mkdtempSync(join(tmpdir(), 'passline-tools-'));
  for (const [name, script] of Object.entries(tools)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  const { status, stderr } = spawnSync(process.execPath, [program], {
    env: { PATH: path },
    encoding: 'utf8',
  });
  const named = /needs (.*): install/.exec(stderr)?.[1];
  return { status, lines: stderr.split('\n').filter(Boolean), tools: named?.split('; ') ?? [] };
}

const without = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)));

/** Every command that the check asks for. */
const askedFor = (): readonly string[] =>
  checkedWith({}).tools.flatMap((line) => [...line.matchAll(/"(\w+)"/g)].map(([, command = '']) => command));

describe('What the whole suite needs', () => {
  it('is all there on a machine that has it', () => {
    expect(checkedWith(whole)).toEqual({ status: 0, lines: [], tools: [] });
  });

  it('is named at once, all in one line, where nothing of it is there', () => {
    const { status, lines, tools } = checkedWith({});
    expect([status, lines.length, tools.length]).toEqual([1, 1, 7]);
    expect(tools[0]).toBe('a JDK, Java 17 or later ("java") for a real Kafka and a client in Java');
  });

  it.each([
    ['Java', without('java')],
    ['a Java that is too old', { ...whole, java: modules(11, 'jdk.compiler') }],
    ['a Java without its compiler', { ...whole, java: modules(21) }],
    ['Maven', without('mvn')],
    ['Maven that finds no Java', { ...whole, mvn: 'exit 1' }],
    ['the tools of PostgreSQL', without('pg_isready')],
    ['wget', without('wget')],
    ['nginx and Python', without('nginx', 'python3')],
    ['nginx and pip', { ...without('nginx'), python3: 'exit 1' }],
    ['Git', without('git')],
    ['tar', without('tar')],
  ])('is complained of in one line for want of %s', (_, tools) => {
    const { status, lines, tools: named } = checkedWith(tools);
    expect([status, lines.length, named.length]).toEqual([1, 1, 1]);
  });

  it.each(['nginx', 'python3'])('is there with or without %s, where the other one is', (one) => {
    expect(checkedWith(without(one)).status).toBe(0);
  });
});

/** With Node, on every system, or asked for before it is used. */
const alwaysThere = ['npm', 'sh', 'id', 'useradd', 'taskset'];

describe('The list of what is needed', () => {
  it('has every program that specs start by its name, and every container’s health check', () => {
    const started = globSync('{apps,libs,tests,tools}/**/*.ts', {
      exclude: ['**/node_modules/**', '**/dist/**'],
    })
      .map((file) => readFileSync(file, 'utf8'))
      .flatMap((code) => [
        ...code.matchAll(
          /(?<![.\w#])(?:run|execFile|execFileSync|spawn|spawnSync|runProgramHere|promisify\(execFile\))\(\s*'([a-z]\w+)'/g,
        ),
      ])
      .map(([, command = '']) => command);
    const checks = Object.values(composeFile().services).flatMap(
      ({ healthcheck }) => healthcheck.test[1] ?? [],
    );
    const ofContainers = checks.filter((command) => command !== 'node' && !command.startsWith('/'));
    expect(started).toEqual(expect.arrayContaining(['java', 'mvn', 'git', 'tar', 'python3']));
    expect(ofContainers).toEqual(expect.arrayContaining(['wget', 'pg_isready']));
    const known = [...askedFor(), ...alwaysThere];
    expect([...started, ...ofContainers].filter((command) => !known.includes(command))).toEqual([]);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'docs/first-change.md'])('stands in %s', (page) => {
    const text = readFileSync(page, 'utf8');
    const names = [
      'JDK',
      '17',
      'Maven',
      'PostgreSQL’s client tools',
      'wget',
      'nginx',
      'Python with pip',
      'Git',
      'tar',
    ];
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});
