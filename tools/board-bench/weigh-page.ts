import type { CDPSession, Page } from 'playwright-core';

/** What a page holds after a collection of garbage. */
export interface PageWeight {
  /** In MB. */
  readonly heap: number;
  /** Nodes of the document and all its shadow trees, text and comments included. */
  readonly attached: number;
  readonly listeners: number;
  readonly cards: number;
}

const walk = `const nodesOf = (node) => [node, ...(node.shadowRoot ? nodesOf(node.shadowRoot) : []), ...[...node.childNodes].flatMap(nodesOf)]`;
const countAttached = `(() => { ${walk}; return nodesOf(document).length; })()`;
const countCards = `(() => { ${walk}; return nodesOf(document).filter(({ localName }) => localName === 'order-card').length; })()`;

export async function weighPage(session: CDPSession, page: Page): Promise<PageWeight> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
  return {
    heap: metric('JSHeapUsedSize') / 1_048_576,
    attached: await page.evaluate<number>(countAttached),
    listeners: metric('JSEventListeners'),
    cards: await page.evaluate<number>(countCards),
  };
}

/**
 * Nodes that are in no document, and kept alive by script; those of templates, which are never in one, are
 * left out. It keeps browser and benchmark busy for a while.
 */
export async function countDetached(session: CDPSession): Promise<number> {
  return detachedIn(await heapSnapshot(session));
}

async function heapSnapshot(session: CDPSession): Promise<HeapSnapshot> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return JSON.parse(chunks.join('')) as HeapSnapshot;
}

/** As V8 writes it, as far as it is read: the fields of all nodes, one after the other. */
interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[] } };
  readonly nodes: readonly number[];
  readonly strings: readonly string[];
}

const DETACHED = 2;
/**
 * Lit reads each of its templates once and keeps it: a template, its fragment, and comments in it where
 * values go.
 */
const ofTemplates = new Set(['<template>', 'DocumentFragment', 'Comment']);

/** The nodes that V8 marks as detached. */
export function detachedIn({ snapshot, nodes, strings }: HeapSnapshot): number {
  const fields = snapshot.meta.node_fields;
  const [name, mark] = [fields.indexOf('name'), fields.indexOf('detachedness')];
  let count = 0;
  for (let at = 0; at < nodes.length; at += fields.length)
    if (nodes[at + mark] === DETACHED && !ofTemplates.has(strings[nodes[at + name] ?? 0] ?? '')) count += 1;
  return count;
}
