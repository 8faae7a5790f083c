import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { productFolder } from './folders';

/** The built command, as a user runs it. */
export const command = join(productFolder, 'bin/stratascope.mjs');

export interface Product {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly dataFolder: string;
  readonly locations: readonly string[];
  readonly nodeFlags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the product on a free port; done when it has told its address. @throws Error where it ends before. */
export async function startProduct({ dataFolder, locations, nodeFlags = [], env }: ProductOptions): Promise<Product> {
  const args = [...nodeFlags, command, '--no-open', '--port', '0', '--data-dir', dataFolder, ...locations];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const url = await addressOf(child);
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** What a process that serves the product tells as its address. */
export function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (stdout === null) throw new TypeError('nobody listens to it');
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /https?:\/\/[^\s/]+/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
