import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { problemStatus, warningSchema } from '#libs/contracts';

const docs = join(import.meta.dirname, '../../docs');
const page = readFileSync(join(docs, 'pos-developers.md'), 'utf8');

const inCode = Object.entries(problemStatus).map(([code, status]) => `${String(status)} ${code}`);

describe('The page for POS developers', () => {
  const [, section = ''] = /^## \d+\. Every refusal\n(.*)/ms.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| (\d{3}) \| (.+?) \|/gm)].flatMap(([, status = '', codes = '']) =>
    [...codes.matchAll(/`(\w+)`/g)].map(([, code = '']) => `${status} ${code}`),
  );

  it('lists every refusal with its status, and none that there is not', () => {
    expect([...new Set(rows)].toSorted()).toEqual(inCode.toSorted());
  });

  it('names every code of a warning', () => {
    const codes = warningSchema.shape.code.options;
    const [, bullet = ''] = /^- \*\*`warnings`\*\*(.*)$/m.exec(page) ?? [];
    expect(codes.filter((code) => !bullet.includes(`\`${code}\``))).toEqual([]);
    const shown = [...page.matchAll(/"path":"[^"]*","code":"(\w+)"/g)].map(([, code]) => code);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((code) => !codes.some((each) => each === code))).toEqual([]);
  });
});

describe('Every page', () => {
  const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));

  it.each(pages)('calls refusals by their code and status: %s', (name) => {
    const text = readFileSync(join(docs, name), 'utf8');
    const named = [...text.matchAll(/\b([45]\d\d) `([a-z_]+)`/g)].map(
      ([, status, code]) => `${status!} ${code!}`,
    );
    const shown = [...text.matchAll(/"status":([45]\d\d),[^{}]*?"code":"(\w+)"/g)].map(
      ([, status, code]) => `${status!} ${code!}`,
    );
    expect([...named, ...shown].filter((refusal) => !inCode.includes(refusal))).toEqual([]);
  });
});
