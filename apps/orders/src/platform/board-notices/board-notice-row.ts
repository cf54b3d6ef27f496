import type { OrderAttention, Pace } from '#libs/contracts';
import { asJson, Columns } from '#libs/postgres';

/** What boards are told beside the changes of orders. */
export type BoardNotice =
  | { readonly kind: 'attention'; readonly content: OrderAttention }
  | { readonly kind: 'pace'; readonly content: Pace };

/** The database dates it when it is written: in the order in which what it tells of came about. */
export type BoardNoticeRow = BoardNotice & { readonly noticeId: string; readonly restaurantId: string };

export const boardNoticeColumns = new Columns<Pick<BoardNoticeRow, keyof BoardNoticeRow>>({
  noticeId: 'notice_id',
  restaurantId: 'restaurant_id',
  kind: 'kind',
  content: asJson('content'),
});
