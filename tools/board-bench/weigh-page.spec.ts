import { describe, expect, it } from '@jest/globals';
import { detachedIn } from './weigh-page.ts';

const snapshot = (...nodes: (readonly [name: string, mark: number])[]): Parameters<typeof detachedIn>[0] => ({
  snapshot: { meta: { node_fields: ['type', 'name', 'id', 'detachedness'] } },
  nodes: nodes.flatMap(([, mark], index) => [0, index, index, mark]),
  strings: nodes.map(([name]) => name),
});

describe('the detached nodes of a heap', () => {
  it('are those that are marked so, without what belongs to templates', () => {
    expect(
      detachedIn(
        snapshot(
          ['<order-card>', 2],
          ['<li>', 2],
          ['<li>', 1],
          ['Object', 0],
          ['<template>', 2],
          ['DocumentFragment', 2],
          ['Comment', 2],
        ),
      ),
    ).toBe(2);
  });

  it('are none where all are in the document', () => {
    expect(detachedIn(snapshot(['<order-card>', 1], ['Object', 0]))).toBe(0);
  });
});
