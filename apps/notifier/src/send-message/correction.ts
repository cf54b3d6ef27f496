import type { MessageFacts } from '#libs/contracts';
import type { Notification } from '../notification/notification.entity.ts';
import type { NotificationQueue } from '../notification/notification-queue.ts';
import { standingBefore, takenBackAfter } from './verdict.ts';

/** What is to become of a correction. */
export type CorrectionVerdict = 'send' | 'wait' | 'not_told' | 'superseded';

/** Corrections are for those who were told what they correct, by the same channel. */
export class Correction {
  constructor(private readonly queue: NotificationQueue) {}

  async judge(notification: Notification, corrects: number, facts: MessageFacts): Promise<CorrectionVerdict> {
    const told = await this.#wasTold(notification, corrects);
    if (told === 'wait') return 'wait';
    if (told === 'no') {
      await this.#reviveWhatGaveWay(notification, corrects, facts);
      return 'not_told';
    }
    return (await this.#isFollowedByAnother(notification, facts)) ? 'superseded' : 'send';
  }

  /** A message that has not left is stopped here, so that it cannot leave behind the correction's back. */
  async #wasTold(notification: Notification, version: number): Promise<'yes' | 'no' | 'wait'> {
    const told = await this.queue.sibling(notification, version);
    if (told === null || told.state === 'dropped' || told.state === 'dead') return 'no';
    if (told.state === 'held') return (await this.queue.stopHeld(told, 'recalled')) ? 'no' : 'wait';
    const isOpen = told.state === 'sending' || (told.state === 'unknown' && told.dueAt !== null);
    return isOpen ? 'wait' : 'yes';
  }

  /** "Ready" gave way to "on its way", which was taken back before anybody heard of it: "ready" is news again. */
  async #reviveWhatGaveWay(notification: Notification, corrects: number, facts: MessageFacts): Promise<void> {
    const standing = standingBefore(facts, corrects);
    const message = standing === null ? null : await this.queue.sibling(notification, standing);
    if (message?.why === 'superseded') await this.queue.revive(message);
  }

  /** A recall that goes one further back says more than this one. */
  async #isFollowedByAnother(notification: Notification, facts: MessageFacts): Promise<boolean> {
    const others = await Promise.all(
      takenBackAfter(facts, notification.version).map((version) => this.queue.sibling(notification, version)),
    );
    return others.some((other) => other !== null && (other.state === 'sent' || other.state === 'unknown'));
  }
}
