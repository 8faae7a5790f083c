import { type EntryOptions, LayerRecipe } from '../layer-recipe';

/** One call on a recipe, as data: so that a case can be made smaller and printed as the code that makes it. */
export type RecipeStep =
  | { readonly call: 'dir' | 'fifo' | 'whiteout' | 'opaque'; readonly path: string; readonly options: EntryOptions }
  | { readonly call: 'file'; readonly path: string; readonly content: string; readonly options: EntryOptions }
  | {
      readonly call: 'symlink' | 'hardlink';
      readonly path: string;
      readonly target: string;
      readonly options: EntryOptions;
    }
  | {
      readonly call: 'char' | 'block';
      readonly path: string;
      readonly major: number;
      readonly minor: number;
      readonly options: EntryOptions;
    };

/** A layer as steps, in archive order; null is a layer that is missing. */
export type LayerSteps = readonly RecipeStep[] | null;

export function recipeOf(steps: readonly RecipeStep[]): LayerRecipe {
  return steps.reduce(applyStep, new LayerRecipe());
}

function applyStep(recipe: LayerRecipe, step: RecipeStep): LayerRecipe {
  switch (step.call) {
    case 'dir':
    case 'fifo':
    case 'whiteout':
    case 'opaque':
      return recipe[step.call](step.path, step.options);
    case 'file':
      return recipe.file(step.path, step.content, step.options);
    case 'symlink':
    case 'hardlink':
      return recipe[step.call](step.path, step.target, step.options);
    case 'char':
    case 'block':
      return recipe[step.call](step.path, step.major, step.minor, step.options);
  }
}

/** The layers as the code of a test, to be pasted into one. */
export function printLayers(layers: readonly LayerSteps[]): string {
  const printed = layers.map((steps) =>
    steps === null ? '  null,' : `  layer()${steps.map((step) => `.${printStep(step)}`).join('')},`,
  );
  return ['[', ...printed, ']'].join('\n');
}

function printStep({ call, options, ...values }: RecipeStep): string {
  const given = Object.keys(options).length === 0 ? [] : [printOptions(options)];
  return `${call}(${[...Object.values(values).map((value) => JSON.stringify(value)), ...given].join(', ')})`;
}

function printOptions({ mode, ...others }: EntryOptions): string {
  const fields = Object.entries(others).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${[...(mode === undefined ? [] : [`mode: 0o${mode.toString(8)}`]), ...fields].join(', ')} }`;
}
