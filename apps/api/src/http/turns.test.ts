import { expect, test } from 'vitest';
import { Turns } from './turns';

test('work that was asked for at once begins in turns of its own, in order', async () => {
  const turns = new Turns();
  const begun: string[] = [];
  let loopTurn = 0;
  const count = () => {
    loopTurn++;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => {
      await turns.next();
      begun.push(`${name} ${loopTurn}`);
    }),
  );
  clearImmediate(counting);
  const [first = 0, ...others] = begun.map((each) => Number(each.slice(2)));
  expect(begun.map((each) => each[0])).toEqual(['a', 'b', 'c', 'd']);
  expect(others).toEqual([first + 1, first + 2, first + 3]);
});

test('who asks when nobody waits has the next turn', async () => {
  const turns = new Turns();
  await turns.next();
  let isOver = false;
  setImmediate(() => setImmediate(() => setImmediate(() => (isOver = true))));
  await turns.next();
  expect(isOver).toBe(false);
});
