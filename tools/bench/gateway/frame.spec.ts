import { describe, expect, it } from '@jest/globals';
import { frameOfEvent } from '../../../apps/tracking-gateway/src/event-feed/index.ts';
import { sampleEvent } from '../sample-events.ts';
import { sampleFrame } from './frame.ts';

describe('what the bare servers send', () => {
  it('is the frame that the gateway makes of the same change', () => {
    const orderId = '0190a000-0000-7000-8000-00000000000a';
    const ours = frameOfEvent(sampleEvent(orderId, 7, orderId, '123'));
    const { at, recorded_at, estimate } = ours;

    expect(JSON.stringify({ ...sampleFrame(orderId, 7, '123'), at, recorded_at, estimate })).toBe(
      JSON.stringify(ours),
    );
  });
});
