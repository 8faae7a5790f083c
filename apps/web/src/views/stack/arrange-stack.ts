import type { InstructionLine } from '@stratascope/core';
import type { ImageAnswer, ImageStep, LayerSummary } from '@stratascope/protocol/client';
import { shortenInstruction } from './shorten-instruction';

/** One thing of the stack, from the top down. */
export type StackEntry =
  | {
      readonly kind: 'slab';
      readonly layer: LayerSummary;
      readonly instruction: InstructionLine;
      /** `created_by` as it stands. */
      readonly createdBy: string;
      /** What its height stands for; null where it is not known. */
      readonly bytes: number | null;
    }
  /** Steps that made no layer; one, or a row of them folded. */
  | { readonly kind: 'steps'; readonly steps: readonly ImageStep[]; readonly isFolded: boolean }
  /** Where the base image ends. */
  | { readonly kind: 'base'; readonly name: string | null; readonly bytes: number | null; readonly layers: number };

/** Rows of more empty steps than this fold into one line. */
const MOST_OPEN_STEPS = 3;

/**
 * The stack of an image, newest first: slabs, the empty steps between them, the end of the base image.
 *
 * Heights stand for unpacked bytes once the image is read, before that for stored bytes. Where steps and layers do not
 * fit (rule 20), the slabs stand without instructions and the steps apart, on top.
 */
export function arrangeStack(image: ImageAnswer, openFolds: ReadonlySet<number> = new Set()): readonly StackEntry[] {
  const byLayer = new Map(image.steps.filter(({ layer }) => layer !== null).map((step) => [step.layer, step]));
  const fits = image.layers.every(({ layer }) => byLayer.has(layer));
  const entries: StackEntry[] = [];
  let emptySteps: ImageStep[] = [];

  const addSteps = () => {
    const first = emptySteps[0];
    if (first !== undefined) {
      const isFolded = (emptySteps.length > MOST_OPEN_STEPS || !fits) && !openFolds.has(first.step);
      if (isFolded) entries.push({ kind: 'steps', steps: emptySteps, isFolded });
      else for (const step of emptySteps) entries.push({ kind: 'steps', steps: [step], isFolded: false });
    }
    emptySteps = [];
  };
  const addSlab = (layer: LayerSummary) => {
    if (layer.layer === image.base?.layers) entries.push(baseEnd(image, image.base));
    const createdBy = fits ? (byLayer.get(layer.layer)?.createdBy ?? '') : '';
    const bytes = image.index.state === 'ready' ? layer.content : (layer.stored ?? null);
    entries.push({ kind: 'slab', layer, createdBy, instruction: shortenInstruction(createdBy), bytes });
  };

  if (!fits) {
    emptySteps = [...image.steps].reverse();
    addSteps();
    for (const layer of [...image.layers].reverse()) addSlab(layer);
    return entries;
  }
  for (const step of [...image.steps].reverse()) {
    const layer = step.layer === null ? undefined : image.layers[step.layer - 1];
    if (layer === undefined) emptySteps.push(step);
    else {
      addSteps();
      addSlab(layer);
    }
  }
  addSteps();
  return entries;
}

/** Whether slabs are drawn by unpacked bytes; else by stored ones, until the image is read. */
export function isUnpackedScale(image: ImageAnswer): boolean {
  return image.index.state === 'ready';
}

function baseEnd(image: ImageAnswer, base: NonNullable<ImageAnswer['base']>): StackEntry {
  const contents = image.layers.slice(0, base.layers).map(({ content }) => content);
  const isKnown = contents.every((content) => content !== null);
  return {
    kind: 'base',
    name: base.name,
    layers: base.layers,
    bytes: isKnown ? contents.reduce((sum, content) => sum + content, 0) : null,
  };
}
