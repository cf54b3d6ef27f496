/**
 * Resolves with the work, which never rejects, or after so many ms: what is lined up behind it then goes on
 * by another connection, while the work comes to its end by itself.
 */
export function waitAtMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(patience);
      resolve();
    });
  });
}
