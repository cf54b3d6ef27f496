/** What a page's `reportError` is given, from `watch` until `unwatch`. */
export class ReportedErrors {
  all: unknown[] = [];

  watch(): void {
    this.all = [];
    Object.assign(globalThis, { reportError: (error: unknown) => this.all.push(error) });
  }

  unwatch(): void {
    Reflect.deleteProperty(globalThis, 'reportError');
  }
}

export const fault = new TypeError('the page is broken');

/** A callback of the page that always throws, and how often it was called. */
export function throwing(): { readonly callback: () => never; readonly calls: () => number } {
  let calls = 0;
  const callback = (): never => {
    calls += 1;
    throw fault;
  };
  return { callback, calls: () => calls };
}
