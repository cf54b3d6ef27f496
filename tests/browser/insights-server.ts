import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import {
  analyticsFeedbackSchema,
  analyticsHoursSchema,
  analyticsPromisesSchema,
  analyticsQuerySchema,
  analyticsReasonsSchema,
  analyticsStagesSchema,
  analyticsSummarySchema,
  type ProblemCode,
  problemOf,
  problemStatus,
  restaurantSchema,
  sessionSchema,
} from '#libs/contracts';
import { pagePolicy } from '#libs/service-kit';
import { type Asked, RestaurantFigures } from '../../tools/screenshots/insights-figures.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const restaurantId = '01890000-0000-7000-8000-0000000000aa';
const timezone = 'Asia/Manila';

/** Each answer is what its schema lets through, so that it cannot differ from the API's. */
const schemas = {
  summary: analyticsSummarySchema,
  stages: analyticsStagesSchema,
  promises: analyticsPromisesSchema,
  hours: analyticsHoursSchema,
  reasons: analyticsReasonsSchema,
  feedback: analyticsFeedbackSchema,
} as const;
type Route = keyof typeof schemas;
const isRoute = (name: string): name is Route => name in schemas;

/** The figures' API by its schemas, and the pages: for a page that is looked at alone. */
export class InsightsServer {
  readonly asked: { readonly route: string; readonly query: string; readonly accept: string }[] = [];
  /** What each comment is asked with, by its order. */
  readonly comments = new Map<string, string>();
  role: 'manager' | 'cashier' = 'manager';
  /** Nobody ordered anything. */
  isEmpty = false;
  /** What is refused, and how. */
  refused: Readonly<Partial<Record<Route | 'restaurant', ProblemCode>>> = {};
  private readonly figures = new RestaurantFigures(timezone);
  private readonly http: Server = createServer((request, response) => void this.answer(request, response));

  /** @param folder of the built pages */
  constructor(private readonly folder: string) {}

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.http.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${String((this.http.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((closed) => this.http.close(closed));
  }

  /** As it was at the beginning. */
  reset(): void {
    [this.role, this.isEmpty, this.refused] = ['manager', false, {}];
    this.asked.length = 0;
    this.comments.clear();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith('/api/v1/')) await this.sendFile(pathname, response);
    else this.answerApi(pathname.slice('/api/v1/'.length), searchParams, request, response);
  }

  private answerApi(
    path: string,
    query: URLSearchParams,
    { headers }: IncomingMessage,
    response: ServerResponse,
  ): void {
    const [area = '', name = '', id = ''] = path.split('/');
    if (path === 'auth/login') this.send(response, this.session());
    else if (path === 'auth/logout') this.send(response, {});
    else if (headers.authorization !== 'Bearer token') this.refuse(response, 'unauthenticated');
    else if (path === 'restaurant') this.sendRestaurant(response);
    else if (area === 'analytics' && isRoute(name))
      this.sendFigures(name, query, headers.accept ?? '', response);
    else if (area === 'online' && name === 'orders') this.sendComment(id, response);
    else this.refuse(response, 'not_found');
  }

  private session(): object {
    const user = { user_id: restaurantId, role: this.role, restaurant_id: restaurantId, name: 'Mara' };
    const tokens = { access_token: 'token', token_type: 'Bearer', expires_in: 900, refresh_token: 'again' };
    return sessionSchema.parse({ ...tokens, user });
  }

  private sendRestaurant(response: ServerResponse): void {
    if (this.refused.restaurant) {
      this.refuse(response, this.refused.restaurant);
      return;
    }
    const restaurant = { restaurant_id: restaurantId, name: 'Mabuhay Kitchen', phone: null, address: null };
    const more = { timezone, locale: 'en', currency: 'PHP', base_preparation_minutes: 20 };
    const { policies: _policies, ...shape } = restaurantSchema.shape;
    for (const [field, value] of Object.entries({ ...restaurant, ...more }))
      shape[field as keyof typeof shape].parse(value);
    this.send(response, { ...restaurant, ...more });
  }

  private sendFigures(route: Route, query: URLSearchParams, accept: string, response: ServerResponse): void {
    this.asked.push({ route, query: String(query), accept });
    const code = this.refused[route];
    const asked = analyticsQuerySchema.safeParse(Object.fromEntries(query));
    if (code) this.refuse(response, code);
    else if (!asked.success || !asked.data.from || !asked.data.to) this.refuse(response, 'invalid_request');
    else if (accept === 'text/csv')
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end(`date,${route}\r\n`);
    else {
      const { from, to, fulfilment = null } = asked.data;
      this.send(response, this.answerOf(route, { from, to, fulfilment }));
    }
  }

  private answerOf(route: Route, asked: Asked): object {
    const answer = this.figures[route](asked);
    return schemas[route].parse(this.isEmpty ? emptied(answer) : answer);
  }

  private sendComment(order: string, response: ServerResponse): void {
    const comment = this.comments.get(order);
    if (comment === undefined) this.refuse(response, 'not_found');
    else this.send(response, { order_id: order, rating: 5, comment: comment || null });
  }

  private refuse(response: ServerResponse, code: ProblemCode): void {
    response
      .writeHead(problemStatus[code], { 'content-type': 'application/problem+json' })
      .end(JSON.stringify(problemOf(code, 'As the test says.', 'test')));
  }

  private send(response: ServerResponse, body: object): void {
    response
      .writeHead(200, { 'content-type': 'application/json', date: new Date().toUTCString() })
      .end(JSON.stringify(body));
  }

  private async sendFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = ['/insights', '/board'].includes(pathname) ? `${pathname}.html` : pathname;
    const content = await readFile(join(this.folder, file)).catch(() => null);
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    if (content === null) response.writeHead(404).end();
    else
      response.writeHead(200, { 'content-type': type, 'content-security-policy': pagePolicy }).end(content);
  }
}

/** The same with nothing in it: no number but 0, no list with anything in it but the stages. */
function emptied(value: unknown, name = ''): object {
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]: [string, unknown]) => {
      if (typeof each === 'number')
        return [key, /orders|completed|cancelled|rejected|count/.test(key) ? 0 : null];
      if (Array.isArray(each)) return [key, key === 'stages' ? each.map((stage) => emptied(stage, key)) : []];
      return [key, each !== null && typeof each === 'object' ? emptied(each, name) : each];
    }),
  );
}
