import { randomUUID } from 'node:crypto';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
  WebSocket,
} from 'playwright-core';
import type { Order, PlaceOrder } from '#libs/contracts';
import { World } from '../contracts/contract-world.ts';
import { Api } from '../support/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { demoPassword } from '../support/passline.ts';
import { Providers } from '../support/providers.ts';

/** A customer of their own for each test: nobody else's orders stand on the page. */
export interface Buyer {
  readonly username: string;
  readonly api: Api;
}

/** A customer's page with everything that happened on its wires. */
export class OrdersScreen {
  readonly page: Page;
  readonly sockets: WebSocket[] = [];
  /** What each socket sent, from its opening on. */
  private readonly sent = new Map<WebSocket, string[]>();

  constructor(private readonly watched: WatchedPage) {
    this.page = watched.page;
    this.page.on('websocket', (socket) => {
      const sent: string[] = [];
      socket.on('framesent', ({ payload }) => sent.push(String(payload)));
      this.sent.set(socket, sent);
      this.sockets.push(socket);
    });
  }

  /** The token with which a socket introduced itself. */
  tokenOf(socket: WebSocket): Promise<string> {
    const introduction = /"token":"([^"]+)"/;
    return eventually(
      () => introduction.exec(this.sent.get(socket)?.join('') ?? '')?.[1],
      'the token of the socket',
    );
  }

  /**
   * Everything that the browser complained of. A network that is away, and an answer that refuses, are no
   * fault of the page.
   */
  get complaints(): readonly string[] {
    return this.watched.complaints.filter((complaint) => !/ERR_|Failed to load resource/.test(complaint));
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  async logIn(username: string, password = demoPassword): Promise<void> {
    await this.page.locator('input[name=username]').fill(username);
    await this.page.locator('input[name=password]').fill(password);
    await this.page.locator('input[name=password]').press('Enter');
  }

  says(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  card({ order_number }: Order): Locator {
    return this.page.getByRole('article', { name: new RegExp(order_number) });
  }

  /** A row of what is over. */
  row(place: number): Locator {
    return this.page.locator('.past summary').nth(place);
  }

  get live(): Promise<void> {
    return this.page.locator('my-orders .live.green').waitFor();
  }

  /** What has the focus, through all shadow trees. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(
      '(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at === document.body ? "nothing" : at.textContent.trim(); })()',
    );
  }
}

/** The whole program with its database, a mail server and pages, Chromium, and customers who sign up. */
export class OrdersWorld {
  readonly #screens: OrdersScreen[] = [];

  private constructor(
    readonly world: World,
    readonly providers: Providers,
    readonly browser: Browser,
    readonly cashier: Api,
  ) {}

  static async open(): Promise<OrdersWorld> {
    const providers = await Providers.start();
    const [world, browser] = await Promise.all([World.open(providers.settings), launchBrowser()]);
    return new OrdersWorld(world, providers, browser, await world.as('cashier'));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.world.close();
    await this.providers.down();
  }

  get url(): string {
    return this.world.url;
  }

  /** The link in the mail that came to the address, by its place. */
  async linkTo(address: string, place = 0): Promise<string> {
    const { parsed } = await eventually(
      () => this.providers.smtp.mailsTo(address)[place],
      `mail number ${String(place + 1)} to ${address}`,
    );
    return /https?:\/\/\S+/.exec(parsed.text ?? '')?.[0] ?? '';
  }

  /** Someone who signed up and confirmed. */
  async buyer(name = 'Cora Buyer'): Promise<Buyer> {
    const [username, nobody] = [`${randomUUID()}@example.test`, new Api(this.url)];
    const restaurant_id = this.cashier.session?.user.restaurant_id;
    await nobody.post('/api/v1/customers', { username, password: demoPassword, name, restaurant_id });
    await nobody.post('/api/v1/customers/confirm', { token: (await this.linkTo(username)).split('=')[1] });
    return { username, api: await Api.as(this.url, username) };
  }

  /** Places an order of the customer's, and moves it on. */
  async order({ api }: Buyer, order: Partial<PlaceOrder> = {}, ...steps: readonly string[]): Promise<Order> {
    const placed = await api.place({ fulfilment: 'pickup', ...order });
    for (const status of steps) await this.cashier.move(placed.order_id, status);
    return placed;
  }

  /** The page as it opens, with nobody logged in. */
  async screen(
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => undefined,
  ): Promise<OrdersScreen> {
    const screen = new OrdersScreen(await openPage(this.browser, 'about:blank', options));
    this.#screens.push(screen);
    await prepare(screen.page);
    await screen.page.goto(`${this.url}/orders`);
    return screen;
  }

  /** The page with someone logged in, once it has their orders. */
  async entered(
    { username }: Buyer,
    options: BrowserContextOptions = {},
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<OrdersScreen> {
    const screen = await this.screen(options, prepare);
    await screen.logIn(username);
    await screen.page.locator('my-orders').locator('open-order, .past > li, .plain').first().waitFor();
    return screen;
  }

  /** Puts the phones away. */
  async leave(): Promise<void> {
    for (const { context } of this.#screens.splice(0)) await context.close();
  }
}
