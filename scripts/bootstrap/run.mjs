import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] Defaults to the checkout.
 * @property {Readonly<Record<string, string>>} [env] Added to this process's environment.
 * @property {(text: string) => void} [onOutput] Gets what is written as it comes.
 */

/** @typedef {{ readonly code: number, readonly output: string }} RunResult `output` is stdout and stderr as they came. */

/**
 * Runs a program to its end and collects what it writes. A program that cannot be started, or dies of a signal,
 * has a code other than 0.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Programs of npm are scripts with an extension there, which only a shell finds.
      shell: process.platform === 'win32' && !command.includes('node'),
    });
    const take = (/** @type {Buffer} */ bytes) => {
      output += bytes;
      options.onOutput?.(String(bytes));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      resolve({ code: code ?? 1, output: signal === null ? output : `${output}ended by ${signal}\n` });
    });
  });
}

/**
 * Runs a tool of a package that the workspace depends on, in this Node, without a shell or a package manager between.
 *
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {RunOptions & { readonly bin?: string, readonly from?: string }} [options] `bin`: which of the package's programs;
 *   `from`: the workspace package that depends on it, where the root does not.
 * @returns {Promise<RunResult>}
 */
export function runTool(packageName, args, options = {}) {
  return run(process.execPath, [toolPath(packageName, options), ...args], options);
}

/**
 * @param {string} packageName
 * @param {{ readonly bin?: string, readonly from?: string }} [options]
 */
export function toolPath(packageName, { bin, from = '.' } = {}) {
  const folder = join(root, from, 'node_modules', packageName);
  const { bin: programs } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const program = typeof programs === 'string' ? programs : programs[bin ?? packageName.split('/').at(-1) ?? ''];
  return join(folder, program);
}
