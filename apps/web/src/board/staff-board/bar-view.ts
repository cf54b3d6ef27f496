import type { Order } from '#libs/contracts';
import { html, type TemplateResult } from 'lit';
import '../board-bar/board-bar.element.ts';
import type { Filter } from '../board-layout/filter.ts';
import type { ViewName } from '../board-layout/views.ts';
import type { BoardOrders } from '../board-orders/board-orders.controller.ts';
import { mayPlace, maySetPace } from '../board-orders/steps.ts';
import type { BoardSession } from '../../account/board-session/session.ts';
import type { SoundState } from '../new-orders/bell.ts';
import '../pace/pace-strip.element.ts';
import { PATIENCE_MS } from './card-view.ts';

interface BarGround {
  readonly orders: BoardOrders;
  readonly session: BoardSession;
  readonly view: ViewName;
  readonly filter: Filter;
  readonly sound: SoundState;
  readonly isChoosing: boolean;
  /** What calls for attention. */
  readonly calling: readonly Order[];
}

/** The board's top: its events reach whoever it stands in. */
export function barView({
  orders,
  session,
  view,
  filter,
  sound,
  isChoosing,
  calling,
}: BarGround): TemplateResult {
  const { live, moving, pace } = orders;
  const { role, name } = session.user;
  const now = session.clock.now();
  return html`<board-bar
      .view=${view}
      .filter=${filter}
      .now=${Date.now()}
      .serverNow=${now}
      .who=${name}
      .sound=${sound}
      .isChoosing=${isChoosing}
      .calling=${calling}
      .pace=${maySetPace(role) ? pace.at(now) : null}
      .canPlace=${mayPlace(role)}
      .canManage=${role === 'admin' || role === 'manager'}
      .connection=${{
        status: live.status,
        heardAt: live.heardAt,
        startedAt: live.startedAt,
        isKnown: orders.isKnown,
        waiting: moving.kept.count(live.status === 'connected' ? PATIENCE_MS : undefined),
      }}
    ></board-bar>
    <pace-strip
      .pace=${pace.at(now)}
      .refusal=${pace.refusal}
      .isAsking=${pace.isAsking}
      .maySet=${maySetPace(role)}
    ></pace-strip>`;
}
