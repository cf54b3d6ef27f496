import { isFinal } from '#libs/status-machine';
import { html, nothing, type TemplateResult } from 'lit';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import type { BoardSession } from '../board-session/session.ts';
import '../board-guide/board-guide.element.ts';
import '../finished-orders/finished-orders.element.ts';
import '../key-overview/key-overview.element.ts';
import type { FreshOrders } from '../new-orders/fresh-orders.ts';
import '../notice-list/notice-list.element.ts';
import '../order-sheet/order-sheet.element.ts';
import '../phone-order/phone-order.element.ts';

/** What lies over the board. */
export type Open =
  | { readonly kind: 'order'; readonly orderId: string }
  | { readonly kind: 'place' | 'finished' | 'guide' | 'keys' | 'notices' };

interface DialogGround {
  readonly orders: BoardOrders;
  readonly session: BoardSession;
  readonly fresh: FreshOrders;
  readonly show: (open: Open) => void;
  /** Something closed, which may not be what is open now. */
  readonly closed: (closed: Open) => void;
}

export function dialogView(
  open: Open,
  { orders, session, fresh, show, closed }: DialogGround,
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
        @closed=${close}
        @order-recalled=${(event: HTMLElementEventMap['order-recalled']) => fresh.expect(event.detail.orderId)}
      ></order-sheet>`;
    }
    case 'place':
      return html`<phone-order .orders=${orders} .session=${session} @closed=${close}></phone-order>`;
    case 'finished': {
      const finished = orders.all
        .filter(({ status }) => isFinal(status))
        .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
      return html`<finished-orders
        .finished=${finished}
        @closed=${close}
        @card-open=${({ detail }: HTMLElementEventMap['card-open']) => openOrder(detail.order.order_id)}
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
