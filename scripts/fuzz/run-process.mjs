import { fork } from 'node:child_process';
import { root } from '../bootstrap/root.mjs';

/** @typedef {{ kind: 'begin', number: number, form: string, changes: readonly string[] }} Begin */
/** @typedef {{ kind: 'end', number: number, milliseconds: number, finding: string | null, codes: readonly string[], images: number, compared: number, peakBytes: number }} End */

/**
 * @typedef {object} ProcessEnd How a process that ran cases came to its end.
 * @property {Begin | null} at The case it was at; null where all it was asked for is done.
 * @property {string | null} finding What is wrong with that case.
 */

/**
 * Runs cases in a process of their own until they are done, one of them finds something, or the process hangs or dies.
 *
 * @param {string} entry The program: a file, run by Node with TypeScript.
 * @param {{ readonly seed: number, readonly from: number, readonly count: number, readonly folder: string, readonly mostBytes: number }} order
 * @param {{ readonly mostSeconds: number, readonly signal: AbortSignal, readonly onEnd: (end: End) => void }} options
 *   `mostSeconds`: of one case. After an abort it ends when the case it is at is done.
 * @returns {Promise<ProcessEnd>}
 */
export function runProcess(entry, order, { mostSeconds, signal, onEnd }) {
  return new Promise((resolve) => {
    const heapMebibytes = Math.ceil(order.mostBytes / 1024 ** 2);
    const child = fork(entry, [JSON.stringify(order)], {
      cwd: root,
      execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${heapMebibytes}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let stderr = '';
    /** @type {Begin | null} */
    let at = null;
    /** @type {string | null} */
    let finding = null;
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    child.stderr?.on('data', (bytes) => {
      stderr = `${stderr}${bytes}`.slice(-3000);
    });
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        finding = `hang: not done after ${mostSeconds} s`;
        child.kill('SIGKILL');
      }, mostSeconds * 1000);
    };
    watch();
    child.on('message', (/** @type {Begin | End} */ message) => {
      watch();
      if (message.kind === 'begin') {
        at = message;
        return;
      }
      onEnd(message);
      finding = message.finding;
      if (finding === null) at = null;
      if (signal.aborted || finding !== null) child.kill('SIGKILL');
    });
    child.on('close', (code, killer) => {
      clearTimeout(timer);
      const died = code !== 0 && finding === null && !signal.aborted;
      resolve({ at, finding: died ? `the process died of ${killer ?? `exit ${code}`}\n${stderr}` : finding });
    });
  });
}
