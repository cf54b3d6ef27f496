import type { Run } from './figures.ts';
import { meanOf, type Summary, widthAim } from './summary.ts';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const minutes = (width: number): string => `${width.toFixed(1)} min`;
const times = (ratio: number): string => ratio.toFixed(2);
const of = (count: number, all: number): string => `${String(count)} of ${String(all)}`;

/** How many came true, over all and once a kitchen had changed. */
export const coverageTable = (summaries: readonly Summary[]): Table => ({
  head: [
    'Within the window',
    'all orders',
    'least – most',
    '77 to 83 %',
    'after a change',
    'least – most',
    '73 to 87 %',
  ],
  rows: summaries.map((summary) => {
    const shares = summary.runs.map(({ coverage }) => coverage);
    const after = summary.runs.flatMap(({ afterChanges }) => afterChanges.map(({ coverage }) => coverage));
    return [
      summary.kitchen,
      percent(meanOf(summary, ({ coverage }) => coverage)),
      spread(shares),
      verdict(of(summary.held, shares.length), summary.held === shares.length),
      percent(after.reduce((sum, share) => sum + share, 0) / after.length),
      spread(after),
      verdict(of(summary.recovered, summary.changes), summary.recovered === summary.changes),
    ];
  }),
});

const spread = (shares: readonly number[]): string =>
  `${(Math.min(...shares) * 100).toFixed(1)} – ${percent(Math.max(...shares))}`;

const verdict = (words: string, reached: boolean): string => `${words} ${reached ? '✓' : '✗'}`;

/** How wide the windows are, beside those of rules that are widened until they hold as many. */
export function widthTable(summaries: readonly Summary[]): Table {
  const beside = (summary: Summary, width: (run: Run) => number): number =>
    meanOf(summary, (run) => run.width / width(run));
  return {
    head: [
      'Mean width',
      'learned',
      'to the rule',
      'to the rule with the best base time',
      'to 15 minutes for two items',
      'to the rule that holds as many when the kitchen is full',
    ],
    rows: summaries.map((summary) => {
      const toRule = beside(summary, ({ ruleWidth }) => ruleWidth);
      return [
        summary.kitchen,
        minutes(meanOf(summary, ({ width }) => width)),
        verdict(times(toRule), toRule <= widthAim),
        times(beside(summary, ({ bestRuleWidth }) => bestRuleWidth)),
        times(beside(summary, ({ itemsWidth }) => itemsWidth)),
        times(beside(summary, ({ fullRuleWidth }) => fullRuleWidth)),
      ];
    }),
  };
}

/** What the rules hold as they stand, and who is right when it matters. */
export const rulesTable = (summaries: readonly Summary[]): Table => ({
  head: [
    'Within the window',
    'learned',
    'the rule as it stands',
    '15 minutes for two items',
    'kitchen full: learned',
    'kitchen full: the widened rule',
  ],
  rows: summaries.map((summary) => [
    summary.kitchen,
    percent(meanOf(summary, ({ coverage }) => coverage)),
    percent(meanOf(summary, ({ ruleCoverage }) => ruleCoverage)),
    percent(meanOf(summary, ({ itemsCoverage }) => itemsCoverage)),
    percent(meanOf(summary, ({ fullCoverage }) => fullCoverage)),
    percent(meanOf(summary, ({ fullRuleCoverage }) => fullRuleCoverage)),
  ]),
});

export function markdown({ head, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = ['---', ...head.slice(1).map(() => '---:')];
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

/** For a terminal: columns as wide as they need to be. */
export function plain({ head, rows }: Table): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ');
  return [head, ...rows].map(line).join('\n');
}
