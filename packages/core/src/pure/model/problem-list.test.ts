import { describe, expect, it } from 'vitest';
import type { Problem } from './problem';
import { boundProblems, createProblemList } from './problem-list';

const many = (count: number, layer: number): Problem[] =>
  Array.from({ length: count }, () => ({ code: 'bad-whiteout', layer }) as const);

describe('createProblemList', () => {
  it('lists 100 of a code and layer, then counts the rest (rule 28)', () => {
    const list = createProblemList();
    for (const problem of [...many(250, 1), ...many(100, 2), { code: 'missing', layer: 1 } as const]) list.add(problem);
    const listed = list.list();
    expect(listed.filter((problem) => problem.layer === 1 && problem.code === 'bad-whiteout')).toHaveLength(101);
    expect(listed.filter((problem) => problem.layer === 2)).toHaveLength(100);
    expect(listed.at(-1)).toEqual({ code: 'bad-whiteout', layer: 1, details: { more: 150 } });
  });

  it('says the same when lists are joined and bounded again', () => {
    const once = boundProblems(many(250, 1));
    expect(boundProblems(once)).toEqual(once);
    expect(boundProblems([...once, ...once]).at(-1)).toEqual({
      code: 'bad-whiteout',
      layer: 1,
      details: { more: 400 },
    });
  });
});
