import { describe, expect, it } from '@jest/globals';
import { framesOf, type TraceEvent } from './frames.ts';

const event = (name: string, ts: number, dur = 0, tid = 1): TraceEvent => ({ name, ts, dur, pid: 1, tid });

describe('the frames of a trace', () => {
  it('take as long as from one to the next, and count the script of their own thread once', () => {
    const frames = framesOf([
      event('FireAnimationFrame', 0, 1_000),
      event('FunctionCall', 200, 600),
      event('TimerFire', 5_000, 4_000),
      event('FunctionCall', 6_000, 1_000),
      event('FunctionCall', 7_000, 9_000, 2),
      event('Layout', 12_000, 3_000),
      event('FireAnimationFrame', 16_000, 500),
      event('FireAnimationFrame', 33_000, 500),
    ]);
    expect(frames).toEqual([
      { interval: 16, script: 5 },
      { interval: 17, script: 0.5 },
    ]);
  });

  it('are none where the page asked for none', () => {
    expect(framesOf([event('TimerFire', 0, 5)])).toEqual([]);
  });
});
