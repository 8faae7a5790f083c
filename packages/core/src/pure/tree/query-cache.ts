/** Keeps the newest answers about each tree, for as long as the tree is there. */
export class QueryCache<T> {
  readonly #answers = new WeakMap<object, Map<string, T>>();
  readonly #most: number;
  readonly #weigh: (answer: T) => number;

  /** `most`: weight of the answers that are kept for each tree, the newest whatever it weighs; each weighs 1 by default. */
  constructor(most: number, weigh: (answer: T) => number = () => 1) {
    this.#most = most;
    this.#weigh = weigh;
  }

  /** Whether it is kept. */
  has(tree: object, key: string): boolean {
    return this.#answers.get(tree)?.has(key) ?? false;
  }

  get(tree: object, key: string, compute: () => T): T {
    const answers = this.#answers.get(tree) ?? new Map<string, T>();
    this.#answers.set(tree, answers);
    const answer = answers.get(key) ?? compute();
    // Put in anew, so that the first is always the one asked longest ago.
    answers.delete(key);
    answers.set(key, answer);
    let weight = 0;
    for (const each of answers.values()) weight += this.#weigh(each);
    for (const [oldest, each] of answers) {
      if (weight <= this.#most || answers.size === 1) break;
      answers.delete(oldest);
      weight -= this.#weigh(each);
    }
    return answer;
  }
}
