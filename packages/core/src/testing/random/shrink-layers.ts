import type { LayerSteps } from './recipe-steps';

/**
 * The smallest layers near the given ones that still fail: layers and then entries are left out as long as the failure
 * stays. `fails` must be true of `layers`. Cost: about the square of the entries times one `fails`.
 */
export function shrinkLayers(
  layers: readonly LayerSteps[],
  fails: (layers: readonly LayerSteps[]) => boolean,
): readonly LayerSteps[] {
  for (const smaller of smallerLayers(layers)) {
    if (fails(smaller)) return shrinkLayers(smaller, fails);
  }
  return layers;
}

function* smallerLayers(layers: readonly LayerSteps[]): Generator<readonly LayerSteps[]> {
  for (const index of layers.keys()) yield layers.toSpliced(index, 1);
  for (const [index, steps] of layers.entries()) {
    for (const at of steps?.keys() ?? []) yield layers.with(index, steps?.toSpliced(at, 1) ?? null);
  }
  for (const [index, steps] of layers.entries()) {
    for (const [at, step] of steps?.entries() ?? []) {
      if (Object.keys(step.options).length === 0) continue;
      yield layers.with(index, steps?.with(at, { ...step, options: {} }) ?? null);
    }
  }
}
