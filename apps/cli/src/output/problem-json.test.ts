import { image, layer } from '@stratascope/core/testing';
import { afterAll, expect, test } from 'vitest';
import { writeArchive } from '../conformance/recipe-location';
import { commandRunner } from '../conformance/run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());

test('of one code and layer 100 are listed, then a number says how many there are besides (rule 28)', async () => {
  const useless = layer();
  for (let at = 0; at < 130; at++) useless.whiteout(`d/none-${at}`);
  const location = writeArchive(runner, 'useless.tar', [image({ layers: [useless, layer().whiteout('one')] })]);
  const { stdout } = await runner.run(['inspect', location, '--json']);
  const problems: readonly Record<string, unknown>[] = JSON.parse(stdout).images[0].problems;
  const marks = problems.filter(({ code }) => code === 'whiteout-of-nothing');
  const ofBase = marks.filter((problem) => problem.layer === 1);
  expect(ofBase).toHaveLength(101);
  expect(ofBase.at(-1)).toEqual({
    code: 'whiteout-of-nothing',
    kind: 'note',
    layer: 1,
    more: 30,
    message: 'Layer 1: there are 30 more of this kind.',
    hint: 'The first ones are listed.',
  });
  expect(marks.filter((problem) => problem.layer === 2)).toEqual([
    expect.not.objectContaining({ more: expect.anything() }),
  ]);
});
