/** A line of a service's log. */
export interface LogLine {
  readonly service: string;
  readonly level: number;
  readonly msg: string;
  readonly trace_id?: string;
  readonly [fact: string]: unknown;
}

/** The lines that a process has printed whole; anything else on its output is an error. */
export function logLines(output: string): readonly LogLine[] {
  const whole = output.slice(0, output.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogLine);
}
