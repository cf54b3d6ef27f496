import { describe, expect, it } from '@jest/globals';
import { trackerIcons } from './tracker-icons.ts';

describe('the icons of the tracker', () => {
  it('are made of what it can draw', () => {
    const shapes = Object.values(trackerIcons).flatMap((icon) => icon.map(([tag]) => tag));
    expect([...new Set(shapes)].toSorted()).toEqual(['circle', 'path']);
  });
});
