import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built command, as a user runs it. */
const command = fileURLToPath(new URL('../apps/cli/bin/stratascope.mjs', import.meta.url));

/** A running product. */
export interface Product {
  /** Where its page is, with the token if there is one. */
  readonly url: string;
  /** Ends it, and deletes its data folder unless that was given. */
  stop(): Promise<void>;
}

export interface ProductOptions {
  /** What it opens besides the samples. */
  readonly locations?: readonly string[];
  /** Kept when it ends, so that the next one finds it; by default a new one that goes with it. */
  readonly dataFolder?: string;
  /** Where relative locations count from. */
  readonly folder?: string;
  /** More flags. */
  readonly flags?: readonly string[];
}

/**
 * Starts the built product on a free port.
 *
 * @throws where it ends before it has told its address; the error has what it wrote.
 */
export async function startProduct({
  locations = [],
  dataFolder,
  folder,
  flags = [],
}: ProductOptions = {}): Promise<Product> {
  const data = dataFolder ?? mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
  const forget = () => {
    if (dataFolder === undefined) rmSync(data, { recursive: true, force: true });
  };
  const child = spawn(process.execPath, [command, '--no-open', '--port', '0', ...flags, ...locations], {
    cwd: folder,
    env: { ...process.env, STRATASCOPE_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const url = await firstUrl(child);
    return {
      url,
      async stop() {
        await ended(child);
        forget();
      },
    };
  } catch (error) {
    forget();
    throw error;
  }
}

/** Reads what the product writes until it has told its address. */
async function firstUrl(child: ChildProcess): Promise<string> {
  const written: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        written.push(line);
        const url = /https?:\/\/\S+/.exec(line)?.[0];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}:\n${written.join('\n')}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGINT');
  });
}
