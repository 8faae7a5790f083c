import { styleText } from 'node:util';

const isTerminal = process.stderr.isTTY === true && process.env.NO_COLOR === undefined;

/**
 * Runs one piece of work under a line of its own on stderr: what is being done, then what was done and how long it took.
 * On a terminal the second takes the place of the first.
 *
 * @template T
 * @param {{ readonly doing: string, readonly done: string }} titles
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(titles, work) {
  const startedAt = performance.now();
  process.stderr.write(isTerminal ? `  ${paint('dim', `${titles.doing} …`)}` : `  ${titles.doing} …\n`);
  try {
    const result = await work();
    replaceLine(`  ${paint('green', '✓')} ${titles.done} ${paint('dim', seconds(performance.now() - startedAt))}`);
    return result;
  } catch (error) {
    replaceLine(`  ${paint('red', '✗')} ${titles.doing}`);
    throw error;
  }
}

/**
 * Colours text for a terminal, and leaves it alone elsewhere or where NO_COLOR asks for it.
 * @param {Parameters<typeof styleText>[0]} style
 * @param {string} text
 */
export function paint(style, text) {
  return isTerminal ? styleText(style, text) : text;
}

/**
 * A duration for people.
 * @param {number} milliseconds
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** @param {string} text */
function replaceLine(text) {
  process.stderr.write(isTerminal ? `\r\x1b[2K${text}\n` : `${text}\n`);
}
