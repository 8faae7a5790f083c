import type { ImageStep } from './image';
import { member, type Place, readBoolean, readList, readObject, readText, required } from './json/read-shape';

/** Whether each step that makes a layer has one; where not, steps are shown apart from the layers (rule 20). */
export interface History {
  readonly steps: readonly ImageStep[];
  /** Steps that say they made a layer. */
  readonly layerSteps: number;
}

/**
 * Reads `history`, the oldest step first, and gives the steps that are not empty their layers, in order; null where
 * there is no history. Where there are more or fewer of them than layers, no step gets one.
 *
 * Source: OCI image spec, config.md, `history`.
 */
export function readHistory(place: Place, layerCount: number): History | null {
  const items = readList(place);
  if (items === null) return null;
  const claims = items.map((item) => readStep(item));
  const layerSteps = claims.filter((claim) => !claim.isEmpty).length;
  let layer = 0;
  const steps = claims.map((claim, position) => ({
    step: position + 1,
    ...claim,
    layer: claim.isEmpty || layerSteps !== layerCount ? null : ++layer,
  }));
  return { steps, layerSteps };
}

function readStep(place: Place): Omit<ImageStep, 'step' | 'layer'> {
  required(place, 'object', readObject);
  return {
    createdBy: readText(member(place, 'created_by')) ?? '',
    createdAt: readText(member(place, 'created')),
    comment: readText(member(place, 'comment')),
    author: readText(member(place, 'author')),
    isEmpty: readBoolean(member(place, 'empty_layer')) ?? false,
  };
}
