/** What a case brought to light: something that must never come of any input. */
export class Finding extends Error {
  constructor(what: string, options: { readonly cause?: unknown } = {}) {
    super(what, options);
    this.name = 'Finding';
  }
}

export function require(condition: boolean, what: () => string): asserts condition {
  if (!condition) throw new Finding(what());
}
