import type { FollowAnswer } from '#libs/contracts';
import type { Task } from '../task.ts';
import type { PreparedOrder } from '../load/load-tasks.ts';
import type { Follower } from './socket-io-client.ts';

/** What the sockets are served by. */
export const lanes = ['passline', 'socketIo', 'ws'] as const;
export type Lane = (typeof lanes)[number];

/** In bytes, after a full collection of garbage. */
export interface ProcessMemory {
  /** Heap and buffers. */
  readonly held: number;
  /** As the operating system sees it. */
  readonly resident: number;
}

/**
 * What a server of sockets can be asked. Times in µs by the machine's steady clock, which all its processes
 * share.
 */
export interface ServerTasks {
  readonly open: Task<object, { url: string }>;
  readonly memory: Task<object, ProcessMemory>;
  /**
   * One frame for each order named, in that order, as fast as they leave; resolves once all were handed over.
   */
  readonly burst: Task<{ orderIds: readonly string[] }, { beganAt: number }>;
  /**
   * A frame for one order after the other at a steady rate, each saying in its notes how many went before it;
   * when each was sent, and the CPU that the process spent meanwhile, in µs.
   */
  readonly steady: Task<
    { orderIds: readonly string[]; rate: number; seconds: number },
    { sentAt: readonly number[]; cpu: number }
  >;
}

/** What the clients' side can be asked. */
export interface ClientTasks {
  /** One socket for each follower, so many at a time; resolves once all follow. */
  readonly follow: Task<{ lane: Lane; url: string; followers: readonly PreparedOrder[] }, object>;
  /** Resolves once so many frames more have arrived; where the frames are numbered, when each of them did. */
  readonly receive: Task<
    { lane: Lane; frames: number; numbered: boolean },
    { endedAt: number; arrivedAt: readonly number[] }
  >;
  /** Each with so many versions missed, all at once unless given; resolves once all are caught up. */
  readonly comeBack: Task<
    {
      lane: Lane;
      url: string;
      followers: readonly Follower[];
      missed: number;
      atOnce?: number | undefined;
    },
    { ms: number; behind: number; tries: number }
  >;
  /** What one follower is answered. */
  readonly answerTo: Task<{ url: string; follower: Follower }, { answer: FollowAnswer }>;
  readonly leave: Task<{ lane: Lane }, object>;
}

/** What a bare Socket.IO server is told and asked, that followers come back to. */
export interface BareReturnTasks {
  readonly open: Task<object, { url: string }>;
  /** What each order's followers are answered. */
  readonly remember: Task<{ answers: ReadonlyMap<string, FollowAnswer> }, object>;
}

/** In µs. */
export const steadyClock = (): number => Number(process.hrtime.bigint() / 1_000n);
