/** What somebody is about to say of an order. */
export interface FeedbackDraft {
  readonly rating: number | null;
  readonly comment: string;
}

const nothingTyped: FeedbackDraft = { rating: null, comment: '' };
const nameOf = (orderId: string): string => `passline:feedback-draft:${orderId}`;

/** Kept while the tab is open, whatever becomes of the page in it: an order that is recalled, a reload. */
export function keptDraft(orderId: string): FeedbackDraft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(nameOf(orderId)) ?? 'null') as FeedbackDraft | null;
    return kept ?? nothingTyped;
  } catch {
    return nothingTyped;
  }
}

/** @param draft null once it was given */
export function keepDraft(orderId: string, draft: FeedbackDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(nameOf(orderId));
    else sessionStorage.setItem(nameOf(orderId), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: it stays for as long as the form does.
  }
}
