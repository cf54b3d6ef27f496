/**
 * Reports an error that nobody here can handle, as a browser does with an uncaught one: by `reportError`, or
 * where there is none, as in Node, by throwing it in a turn of its own.
 */
export function reportThrown(error: unknown): void {
  const { reportError } = globalThis as Partial<typeof globalThis>;
  if (reportError) reportError(error);
  else
    setTimeout(() => {
      throw error as Error;
    });
}

/**
 * Calls what someone else has given: what it throws is reported, and never reaches whoever calls it.
 * @returns what it answered, or undefined where it threw
 */
export function callListener<Answer>(call: () => Answer): Answer | undefined {
  try {
    return call();
  } catch (error) {
    reportThrown(error);
    return undefined;
  }
}

/**
 * Calls each listener by itself. One that another takes away meanwhile is not called any more, and one that
 * comes meanwhile not yet.
 */
export function notifyEach<Listener>(
  listeners: ReadonlySet<Listener>,
  call: (listener: Listener) => void,
): void {
  for (const listener of [...listeners]) if (listeners.has(listener)) callListener(() => call(listener));
}
