import type { Order } from '#libs/contracts';
import { html, nothing, type TemplateResult } from 'lit';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import '../board-guide/board-guide.element.ts';
import '../finished-orders/finished-orders.element.ts';
import '../key-overview/key-overview.element.ts';
import type { NoteDrafts } from '../note-fields/note-drafts.ts';
import '../notice-list/notice-list.element.ts';
import '../order-sheet/order-sheet.element.ts';
import type { PhoneDrafts } from '../phone-order/phone-drafts.ts';
import '../phone-order/phone-order.element.ts';

/** What lies over the board. */
export type Open =
  | { readonly kind: 'order'; readonly orderId: string }
  | { readonly kind: 'place'; readonly repeats?: Order }
  | { readonly kind: 'finished'; readonly search?: string }
  | { readonly kind: 'guide' | 'keys' | 'notices' };

interface DialogGround {
  readonly orders: BoardOrders;
  readonly session: BoardSession;
  readonly phoneDrafts: PhoneDrafts;
  readonly noteDrafts: NoteDrafts;
  /** An order is about to be put back. */
  readonly recalled: () => void;
  readonly show: (open: Open) => void;
  /** Something closed, which may not be what is open now. */
  readonly closed: (closed: Open) => void;
}

export function dialogView(
  open: Open,
  { orders, session, phoneDrafts, noteDrafts, recalled, show, closed }: DialogGround,
): TemplateResult | typeof nothing {
  const close = (): void => closed(open);
  const openOrder = (orderId: string): void => show({ kind: 'order', orderId });
  switch (open.kind) {
    case 'order': {
      const order = orders.order(open.orderId);
      if (order === undefined) return nothing;
      return html`<order-sheet
        .orders=${orders}
        .order=${order}
        .session=${session}
        .now=${session.clock.now()}
        .noteDrafts=${noteDrafts}
        @closed=${close}
        @order-again=${({ detail }: HTMLElementEventMap['order-again']) =>
          show({ kind: 'place', repeats: detail.order })}
        @order-recalled=${recalled}
      ></order-sheet>`;
    }
    case 'place':
      return html`<phone-order
        .orders=${orders}
        .session=${session}
        .drafts=${phoneDrafts}
        .repeats=${open.repeats ?? null}
        @closed=${close}
      ></phone-order>`;
    case 'finished': {
      const look = ({ detail: { order } }: HTMLElementEventMap['card-open']): void => {
        orders.lookAt(order);
        openOrder(order.order_id);
      };
      return html`<finished-orders
        .api=${orders.api}
        .known=${orders.all}
        .now=${session.clock.now()}
        .search=${open.search ?? ''}
        @closed=${close}
        @card-open=${look}
      ></finished-orders>`;
    }
    case 'guide':
      return html`<board-guide @closed=${close}></board-guide>`;
    case 'keys':
      return html`<key-overview @closed=${close}></key-overview>`;
    case 'notices':
      return html`<notice-list
        .notices=${orders.notices}
        .count=${orders.notices.all.length}
        @closed=${close}
      ></notice-list>`;
  }
}
