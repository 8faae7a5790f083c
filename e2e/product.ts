import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';

/** The built command, as a user runs it. */
const command = fileURLToPath(new URL('../apps/cli/bin/stratascope.mjs', import.meta.url));

/** A running product. */
export interface Product {
  /** Where its page is, with the token if there is one. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the built product on a free port with an empty data folder.
 *
 * @param locations What it opens; none: the samples.
 * @throws where it ends before it has told its address; the error has what it wrote.
 */
export async function startProduct(locations: readonly string[] = []): Promise<Product> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'stratascope-e2e-'));
  const args = [command, '--no-open', '--port', '0', '--data-dir', dataFolder, ...locations];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const url = await firstUrl(child);
    return {
      url,
      async stop() {
        await ended(child);
        rmSync(dataFolder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(dataFolder, { recursive: true, force: true });
    throw error;
  }
}

/** Playwright's test with one product a worker, on the samples. */
export const test = base.extend<object, { readonly product: Product }>({
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures wanted from the pattern
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.stop();
    },
    { scope: 'worker' },
  ],
});

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
