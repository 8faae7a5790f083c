import type { ImageAnswer } from '@stratascope/protocol/client';
import { describe, expect, test } from 'vitest';
import { arrangeStack } from './arrange-stack';

/** An image of steps, oldest first: a number is a layer of so many bytes, a text an empty step. */
function image(
  steps: readonly (number | string)[],
  more: Partial<Pick<ImageAnswer, 'base'>> & { readonly isReady?: boolean } = {},
): ImageAnswer {
  let layer = 0;
  const history = steps.map((step, at) => ({
    step: at + 1,
    createdBy: typeof step === 'string' ? step : `RUN step ${at + 1}`,
    layer: typeof step === 'string' ? null : ++layer,
    isEmpty: typeof step === 'string',
  }));
  const layers = steps
    .filter((step) => typeof step === 'number')
    .map((content, at) => ({ layer: at + 1, content, stored: content / 10 }));
  return {
    steps: history,
    layers,
    base: more.base ?? null,
    index: { state: more.isReady === false ? 'indexing' : 'ready' },
  } as unknown as ImageAnswer;
}
const draw = (...parameters: Parameters<typeof arrangeStack>) =>
  arrangeStack(...parameters).map((entry) => {
    if (entry.kind === 'slab') return `${entry.layer.layer}: ${entry.bytes}`;
    if (entry.kind === 'base') return `base ${entry.name} ${entry.bytes}`;
    return entry.isFolded ? `${entry.steps.length} steps` : entry.steps.map(({ createdBy }) => createdBy).join();
  });

describe('arrangeStack', () => {
  test('the newest stands on top, empty steps between the slabs they were between', () => {
    expect(draw(image([100, 'ENV A', 20, 'CMD x']))).toEqual(['CMD x', '2: 20', 'ENV A', '1: 100']);
  });

  test('more than three empty steps in a row fold, and open when asked', () => {
    const many = image([100, 'A', 'B', 'C', 'D', 20]);
    expect(draw(many)).toEqual(['2: 20', '4 steps', '1: 100']);
    expect(draw(many, new Set([5]))).toEqual(['2: 20', 'D', 'C', 'B', 'A', '1: 100']);
    expect(draw(image([100, 'A', 'B', 'C', 20]))).toHaveLength(5);
  });

  test('the end of the base image stands on its last layer and sums its bytes', () => {
    const base = { layers: 2, name: 'python:3.12', from: 'label' } as const;
    expect(draw(image([100, 20, 'ENV A', 3], { base }))).toEqual([
      '3: 3',
      'ENV A',
      'base python:3.12 120',
      '2: 20',
      '1: 100',
    ]);
  });

  test('until the image is read heights stand for stored bytes', () => {
    expect(draw(image([100, 20], { isReady: false }))).toEqual(['2: 2', '1: 10']);
  });

  test('where steps do not fit the layers, no slab gets the wrong instruction', () => {
    const whole = image([100, 20, 'CMD x']);
    const unfit = { ...whole, steps: whole.steps.map((step) => ({ ...step, layer: null })) };
    const entries = arrangeStack(unfit);
    expect(draw(unfit)).toEqual(['3 steps', '2: 20', '1: 100']);
    expect(entries.every((entry) => entry.kind !== 'slab' || entry.createdBy === '')).toBe(true);
  });
});
