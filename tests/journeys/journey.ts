import { expect } from '@jest/globals';
import {
  type Contact,
  type ChangeType,
  type Order,
  type OrderChanged,
  type PlaceOrder,
  type Reason,
  type Snapshot,
  snapshotSchema,
} from '#libs/contracts';
import type { Role, Status } from '#libs/status-machine';
import type { Answer, Api } from '../support/api.ts';
import { Screen } from '../support/screens.ts';
import type { JourneyWorld } from './journey-world.ts';

/**
 * What a message must say, beside the order's number and the tracking link; a channel that is left out must
 * stay silent.
 */
export interface Words {
  readonly subject?: string;
  readonly mail?: string;
  readonly text?: string;
}

/** What one step must look like wherever it is seen. */
export interface Step {
  readonly type?: ChangeType;
  readonly status: Status;
  readonly role: Role;
  readonly reason?: Reason;
  readonly corrects?: number;
  readonly minutes?: number;
  readonly notes?: string;
  /** `null`: nobody is written to. */
  readonly notified: Words | null;
}

const twoSegments = 306;

/** One order on its way, with everybody who looks on: two screens, the board, the mailbox and the phone. */
export class Journey {
  version = 1;
  readonly #mails: Words[] = [];
  readonly #texts: Words[] = [];
  readonly #guest: Api;

  private constructor(
    private readonly world: JourneyWorld,
    readonly order: Order,
    readonly contact: Contact,
    private readonly screens: readonly [guest: Screen, account: Screen],
  ) {
    this.#guest = world.by.cashier.guest(order);
  }

  /** Places the order and sees that it is on the board, on two screens, and that nobody was written to. */
  static async begin(
    world: JourneyWorld,
    order: Partial<PlaceOrder> & { readonly customer: Contact },
    { placedBy = world.by.cashier, follower = world.by.cashier } = {},
  ): Promise<Journey> {
    const placed = await placedBy.place(order);
    expect(placed).toMatchObject({
      status: 'pending',
      order_status: 'pending',
      version: 1,
      order_number: expect.stringMatching(/^ONLINE-\d{6}$/) as unknown,
    });
    await world.board.saw('order.placed', placed.order_id, 1);
    const guestToken = placed.tracking_url.split('#')[1] ?? '';
    const screens = [
      await Screen.open(world.passline.url, guestToken),
      await Screen.open(world.passline.url, follower.token ?? '', placed.order_id),
    ] as const;
    for (const { snapshot } of screens)
      expect(snapshot).toMatchObject({ order_id: placed.order_id, version: 1, status: 'pending' });
    const journey = new Journey(world, placed, order.customer, screens);
    await journey.#isNotified(null);
    return journey;
  }

  /** Moves the order and sees the step arrive everywhere. */
  async move(by: Api, step: Step): Promise<Snapshot> {
    const { status, reason, notes } = step;
    return this.arrives(await this.post(by, 'update-status', { status, reason, notes }), step);
  }

  post(by: Api, verb: 'update-status' | 'recall' | 'delay' | 'cancel', body: object): Promise<Answer> {
    return by.change(this.order.order_id, verb, body);
  }

  /**
   * Sees the step that was answered arrive everywhere: in the answer, on both screens, on the board, in the
   * history, in the mailbox and on the phone.
   */
  async arrives(answer: Answer, step: Step): Promise<Snapshot> {
    const snapshot = this.answers(answer, step);
    await this.#isSeen(step);
    await this.#isInHistory(step);
    await this.#isNotified(step.notified);
    return snapshot;
  }

  /** The answer alone, for what must follow within the hold. */
  answers(answer: Answer, step: Omit<Step, 'notified'>): Snapshot {
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    this.version += 1;
    const snapshot = snapshotSchema.parse(answer.body);
    const { order_id, order_number } = this.order;
    expect(snapshot).toMatchObject({
      order_id,
      order_number,
      version: this.version,
      status: step.status,
      order_status: step.status,
      status_info: { status: step.status },
    });
    expect(snapshot.status_history.at(-1)).toMatchObject(this.#facts(step));
    return snapshot;
  }

  #facts({
    type = 'status_changed',
    status,
    role,
    reason,
    corrects,
    minutes,
    notes,
  }: Omit<Step, 'notified'>): object {
    return {
      version: this.version,
      type,
      status,
      role,
      ...(reason && { reason }),
      ...(corrects && { corrects }),
      ...(minutes && { minutes }),
      ...(notes && { notes }),
    };
  }

  async #isSeen(step: Step): Promise<void> {
    for (const screen of this.screens) {
      const frame: OrderChanged = await screen.frame(this.version);
      expect(frame).toMatchObject({
        ...this.#facts(step),
        order_id: this.order.order_id,
        order_status: step.status,
        status_info: { status: step.status },
      });
      expect(screen.versions).toEqual(Array.from({ length: this.version - 1 }, (_, index) => index + 2));
      expectNoContact(frame, this.contact);
    }
    expect(await this.world.board.saw('order.changed', this.order.order_id, this.version)).toMatchObject({
      status: step.status,
    });
  }

  async #isInHistory(step: Step): Promise<void> {
    const answer = await this.#guest.get(`/api/v1/online/orders/${this.order.order_id}/status/`);
    expect(answer.headers.get('etag')).toBe(`"${String(this.version)}"`);
    const { status_history: history, allowed } = snapshotSchema.parse(answer.body);
    expect(history.map(({ version }) => version)).toEqual(
      Array.from({ length: this.version }, (_, index) => index + 1),
    );
    expect(history.at(-1)).toMatchObject({ ...this.#facts(step), updated_by: step.role });
    expect(allowed).toBeUndefined();
    expectNoContact(answer.body, this.contact);
  }

  async #isNotified(words: Words | null): Promise<void> {
    if (words?.mail !== undefined) this.#mails.push(words);
    if (words?.text !== undefined) this.#texts.push(words);
    await this.world.owner.settled(this.order.order_id, this.version);
    this.expectMessages();
  }

  /** Exactly the messages of the steps so far, oldest first, each once. */
  expectMessages(): void {
    const { order_number: number, tracking_url: link } = this.order;
    const mails = this.world.providers.mailsTo(this.contact);
    const texts = this.world.providers.textsTo(this.contact);
    expect(mails.map(({ parsed }) => parsed.subject)).toEqual(
      this.#mails.map(({ subject = '' }) => expect.stringContaining(subject)),
    );
    expect(texts.map(({ body }) => body)).toEqual(
      this.#texts.map(({ text = '' }) => expect.stringContaining(text)),
    );
    mails.forEach(({ parsed: { subject, text, html, from } }, index) => {
      for (const part of [number, link, this.#mails[index]?.mail ?? '']) expect(text).toContain(part);
      for (const part of [number, link]) expect(html).toContain(part);
      expect(subject).toContain(number);
      expect(from?.value[0]).toEqual({ name: this.order.restaurant.name, address: 'orders@mabuhay.example' });
    });
    for (const { body } of texts) {
      expect(body).toContain(number);
      expect(body).toContain(link);
      expect(body.length).toBeLessThanOrEqual(twoSegments);
    }
    expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(mails.length);
  }

  end(): void {
    for (const screen of this.screens) screen.close();
  }
}

function expectNoContact(seen: unknown, { name, email, phone }: Contact): void {
  const written = JSON.stringify(seen);
  for (const secret of [name, email, phone]) if (secret !== undefined) expect(written).not.toContain(secret);
}
