import type { HTTPMethods, RouteOptions } from 'fastify';
import createRouter, { type HTTPMethod } from 'find-my-way';

/** Methods that a path may have beside the one that was asked for; OPTIONS is CORS' own. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly HTTPMethods[];

/** Which methods the paths of a server have, so that a wrong one is not taken for a wrong path. */
export class KnownRoutes {
  readonly #router = createRouter({ ignoreTrailingSlash: true, maxParamLength: 512 });

  add({ method, url }: Pick<RouteOptions, 'method' | 'url'>): void {
    // A wildcard is for what is in no list, such as files.
    if (url.includes('*')) return;
    for (const each of [method].flat())
      if (!this.#router.hasRoute(each as HTTPMethod, url))
        this.#router.on(each as HTTPMethod, url, () => undefined);
  }

  /** @param url a path with or without a query */
  methodsOf(url: string): readonly string[] {
    const [path = ''] = url.split('?');
    return methods.filter((method) => this.#router.find(method, path) !== null);
  }
}
