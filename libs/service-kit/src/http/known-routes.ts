import type { HTTPMethods, RouteOptions } from 'fastify';
import createRouter, { type HTTPMethod } from 'find-my-way';

/** Methods that a path may have beside the one that was asked for; OPTIONS is CORS' own. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly HTTPMethods[];

const isOne = (method: string): boolean => methods.some((each) => each === method);

/** A path as its route has it. @param url with or without a query */
const pathOf = (url: string): string => {
  const [path = ''] = url.split('?', 1);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
};

/** Which methods the paths of a server have, so that a wrong one is not taken for a wrong path. */
export class KnownRoutes {
  readonly #router = createRouter({ ignoreTrailingSlash: true, maxParamLength: 512 });
  /** The methods of each path without a parameter. */
  readonly #fixed = new Map<string, Set<string>>();

  add({ method, url }: Pick<RouteOptions, 'method' | 'url'>): void {
    // A wildcard is for what is in no list, such as files.
    if (url.includes('*')) return;
    for (const each of [method].flat()) {
      if (!this.#router.hasRoute(each as HTTPMethod, url))
        this.#router.on(each as HTTPMethod, url, () => undefined);
      if (!url.includes(':')) this.#methodsAt(pathOf(url)).add(each);
    }
  }

  /** @param url a path with or without a query */
  methodsOf(url: string): readonly string[] {
    const path = pathOf(url);
    const fixed = this.#fixed.get(path);
    return methods.filter((method) => fixed?.has(method) ?? this.#router.find(method, path) !== null);
  }

  /**
   * Whether a path that stands for itself has no such method, although one with a parameter would take it:
   * `GET …/orders/update-status` is no order of that id.
   */
  lacks(method: string, url: string): boolean {
    const fixed = this.#fixed.get(pathOf(url));
    return fixed !== undefined && isOne(method) && !fixed.has(method);
  }

  #methodsAt(path: string): Set<string> {
    const known = this.#fixed.get(path) ?? new Set();
    this.#fixed.set(path, known);
    return known;
  }
}
