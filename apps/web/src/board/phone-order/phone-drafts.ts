import type { Order } from '#libs/contracts';
import { draftOf } from './order-draft.ts';
import type { PostOrder } from './order-wish.ts';
import { PhoneDraft } from './phone-draft.ts';

/**
 * What is typed of orders by phone: of a new one, and of each that is ordered again, which leaves the new one
 * alone. None is lost when its form is closed, nor is what says that it was sent already.
 */
export class PhoneDrafts {
  readonly #fresh: PhoneDraft;
  readonly #repeated = new Map<string, PhoneDraft>();

  constructor(private readonly post: PostOrder) {
    this.#fresh = new PhoneDraft(post);
  }

  /** @param repeats what is ordered again; null for a new order */
  open(repeats: Order | null): PhoneDraft {
    if (repeats === null) return this.#fresh;
    const known = this.#repeated.get(repeats.order_id);
    if (known?.isKept === true) return known;
    const draft = new PhoneDraft(this.post, draftOf(repeats));
    this.#repeated.set(repeats.order_id, draft);
    return draft;
  }
}
