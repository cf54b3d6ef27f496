import color from 'picocolors';

const clearLine = '\r\u001B[2K';

/**
 * Says on a terminal what the start is busy with, so that the seconds of a first one are not silent; the line
 * is gone once the work has ended, well or not.
 */
export async function showing<T>(
  what: string,
  work: Promise<T>,
  output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stdout,
): Promise<T> {
  if (!output.isTTY) return work;
  output.write(`  ${color.dim(`${what} …`)}`);
  return work.finally(() => output.write(clearLine));
}
