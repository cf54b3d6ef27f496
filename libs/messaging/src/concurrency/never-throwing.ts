/** A reporter that fails must not take the consumer down with it. */
export function neverThrowing<Args extends readonly unknown[]>(
  report: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    try {
      report(...args);
    } catch {
      // There is nobody left to tell.
    }
  };
}
