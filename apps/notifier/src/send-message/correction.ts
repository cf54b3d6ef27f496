import { Injectable } from '@nestjs/common';
import type { MessageFacts } from '#libs/contracts';
import { type Notification, NotificationQueue } from '../queue/index.ts';
import { standingBefore, takenBackAfter } from './verdict.ts';

/** What is to become of a correction. */
export type CorrectionVerdict = 'send' | 'wait' | 'not_told' | 'superseded';

/** Corrections are for those who were notified of what they correct, by the same channel. */
@Injectable()
export class Correction {
  constructor(private readonly queue: NotificationQueue) {}

  async judge(notification: Notification, corrects: number, facts: MessageFacts): Promise<CorrectionVerdict> {
    const notified = await this.#wasNotified(notification, corrects);
    if (notified === 'wait') return 'wait';
    if (notified === 'no') {
      await this.#reviveWhatGaveWay(notification, corrects, facts);
      return 'not_told';
    }
    return (await this.#isFollowedByAnother(notification, facts)) ? 'superseded' : 'send';
  }

  /** A message that has not left is stopped here, so that it cannot leave behind the correction's back. */
  async #wasNotified(notification: Notification, version: number): Promise<'yes' | 'no' | 'wait'> {
    const corrected = await this.queue.sibling(notification, version);
    if (corrected === null || corrected.state === 'dropped' || corrected.state === 'dead') return 'no';
    if (corrected.state === 'held') return (await this.queue.stopHeld(corrected, 'recalled')) ? 'no' : 'wait';
    const isOpen =
      corrected.state === 'sending' || (corrected.state === 'unknown' && corrected.dueAt !== null);
    return isOpen ? 'wait' : 'yes';
  }

  /**
   * "Ready" gave way to "on its way", which was taken back before anybody heard of it: "ready" is news again.
   */
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
