import { appendFileSync } from 'node:fs';

/**
 * Jest reporter that adds the run's totals to the file named by PASSLINE_TEST_TOTALS, one `<name> <number>` a
 * line, so that a shell script sums them up; without the variable it does nothing. `broken` counts spec files
 * that could not run at all.
 */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.PASSLINE_TEST_TOTALS;
    if (!file) return;
    const totals = {
      passed: results.numPassedTests,
      failed: results.numFailedTests,
      skipped: results.numPendingTests + results.numTodoTests,
      broken: results.numRuntimeErrorTestSuites,
    };
    appendFileSync(
      file,
      Object.entries(totals)
        .map(([name, count]) => `${name} ${count}\n`)
        .join(''),
    );
  }
}
