/** Keeps the newest answers about each tree, for as long as the tree is there. */
export class QueryCache<T> {
  readonly #answers = new WeakMap<object, Map<string, T>>();
  readonly #mostAnswers: number;

  /** `mostAnswers`: kept for each tree. */
  constructor(mostAnswers: number) {
    this.#mostAnswers = mostAnswers;
  }

  get(tree: object, key: string, compute: () => T): T {
    const answers = this.#answers.get(tree) ?? new Map<string, T>();
    this.#answers.set(tree, answers);
    const answer = answers.get(key) ?? compute();
    // Put in anew, so that the first is always the one asked longest ago.
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= this.#mostAnswers) break;
      answers.delete(oldest);
    }
    return answer;
  }
}
