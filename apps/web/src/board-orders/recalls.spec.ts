import { describe, expect, it } from '@jest/globals';
import { Recalls } from './recalls.ts';

describe('a recall on its way', () => {
  const start = (recalls: Recalls) => {
    const answer = Promise.withResolvers<boolean>();
    return { answer: answer.resolve, done: recalls.run('a', 'cooking', () => answer.promise) };
  };

  it('shows what it will bring until it has come', async () => {
    const recalls = new Recalls();
    const { answer, done } = start(recalls);
    expect([recalls.isComing('a'), recalls.statusOf('a'), recalls.statusOf('b')]).toEqual([true, 'cooking', undefined]);
    answer(true);
    await done;
    expect([recalls.isComing('a'), recalls.statusOf('a')]).toEqual([false, undefined]);
  });

  it('lets what is done meanwhile wait, and shows it', async () => {
    const recalls = new Recalls();
    const acts: string[] = [];
    const { answer, done } = start(recalls);
    recalls.then('a', { to: 'ready', act: () => acts.push('ready') });
    expect([recalls.statusOf('a'), acts]).toEqual(['ready', []]);
    answer(true);
    await done;
    expect([recalls.statusOf('a'), acts]).toEqual([undefined, ['ready']]);
  });

  it('forgets what was done meanwhile when it is refused: the order is not where it was thought to be', async () => {
    const recalls = new Recalls();
    const acts: string[] = [];
    const { answer, done } = start(recalls);
    recalls.then('a', { to: 'ready', act: () => acts.push('ready') });
    answer(false);
    await done;
    expect([recalls.statusOf('a'), acts]).toEqual([undefined, []]);
  });
});
