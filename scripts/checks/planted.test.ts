import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { root } from '../bootstrap/root.mjs';
import { runTool } from '../bootstrap/run.mjs';
import { findViolations } from './arrows/find-violations.mjs';
import { brokenLinks } from './docs/broken-links.mjs';
import { runChecks } from './run-checks.mjs';
import { checkSizes } from './size-budget.mjs';

const planted = (path: string) => join(root, 'scripts/planted', path);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function temporaryFolder(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stratascope-planted-'));
  folders.push(folder);
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), contents);
  }
  return folder;
}

describe('each checker finds what was planted for it', () => {
  test('lint: a loose type, and a line that is not formatted', async () => {
    const biome = ['check', '--config-path', planted('lint/planted.biome.json'), planted('lint')];
    const { code, output } = await runTool('@biomejs/biome', biome);
    expect(code).not.toBe(0);
    expect(output).toMatch(/loose-type\.ts\S* lint\/suspicious\/noExplicitAny/);
    expect(output).toMatch(/unformatted\.ts format/);
  });

  test('types: Node in the engine, and an element that may not be there', async () => {
    const { code, output } = await runTool('typescript', ['-p', planted('types'), '--pretty', 'false'], { bin: 'tsc' });
    expect(code).not.toBe(0);
    expect(output).toMatch(/node-in-the-engine\.ts.*error TS.*node:fs/);
    expect(output).toMatch(/unchecked-index\.ts.*error TS2322/);
  });

  test('dead code: an export and a file that nobody imports', async () => {
    const { code, output } = await runTool('knip', ['--no-progress', '--directory', planted('dead-code')]);
    expect(code).not.toBe(0);
    expect(output).toMatch(/orphan\.ts/);
    expect(output).toMatch(/unused .*numbers\.ts/);
  });

  test('size: a file that the first screen loads and that is too big', () => {
    const folder = temporaryFolder({
      'web/.vite/manifest.json': JSON.stringify({
        'index.html': { file: 'entry.js', isEntry: true, imports: ['_shared.js'], dynamicImports: ['late.ts'] },
        '_shared.js': { file: 'shared.js' },
        'late.ts': { file: 'late.js', isDynamicEntry: true },
      }),
      'web/entry.js': 'import "./shared.js"',
      'web/shared.js': 'export {}',
      'web/late.js': randomBytes(200_000),
    });
    expect(checkSizes(folder)).toMatchObject({ passed: 1, failed: 0 });
    writeFileSync(join(folder, 'web/shared.js'), randomBytes(150_000));
    expect(checkSizes(folder)).toMatchObject({
      passed: 0,
      failed: 1,
      output: expect.stringContaining('over the budget'),
    });
  });

  test('links: a page that is not there, and a heading that is not on it', () => {
    const folder = temporaryFolder({
      'a.md':
        '# A\n[b](b.md) [c](c.md) [x](b.md#the-end) [y](b.md#nowhere) `[code](gone.md)` [web](https://example.org/gone)',
      'b.md': '# B\n## The end\n',
    });
    expect(brokenLinks([join(folder, 'a.md'), join(folder, 'b.md')], folder)).toEqual([
      'a.md links to c.md, which is not there',
      'a.md links to b.md#nowhere, which is not there',
    ]);
  });
});

describe('arrows of import', () => {
  const violations = (path: string, text: string) => findViolations([{ path, text }]);

  test.each([
    ['packages/core/src/pure/tree/merge.ts', "import { readFileSync } from 'node:fs';"],
    ['packages/core/src/pure/model/path.ts', "import type { Store } from '../store/store';"],
    ['packages/core/src/pure/tar/reader.ts', "export * from '../tree/merged-tree';"],
    ['packages/core/src/node/blobs/file.ts', "import { parseDigest } from '../../pure/model/digest';"],
    ['packages/core/src/node/blobs/file.ts', "import { layer } from '@stratascope/core/testing';"],
    ['packages/protocol/src/problem.ts', "import type { Problem } from '@stratascope/core';"],
    ['apps/web/src/views/stack.tsx', "const fs = await import('node:fs');"],
    ['apps/web/src/views/stack.tsx', "type Store = import('@stratascope/core/node').LayerReader;"],
    ['apps/web/src/views/stack.tsx', "import { createApp } from '../../../api/src/app';"],
    ['apps/api/src/app.ts', "import { recipeEngine } from './testing/recipe-engine';"],
    ['packages/core/src/pure/tree/merge.ts', "import { layer } from '../../testing/layer-recipe';"],
    ['apps/api/src/app.ts', "import { runCommandLine } from '@stratascope/cli';"],
    ['apps/cli/src/main.ts', "import { createRoot } from 'react-dom/client';"],
    ['e2e/open.spec.ts', "import { mergeLayers } from '@stratascope/core';"],
  ])('%s must not have %s', (path, text) => {
    const lines = violations(path, text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(path);
  });

  test.each([
    ['packages/core/src/pure/tree/merge.ts', "import type { Problem } from '../model/problem';"],
    ['packages/core/src/pure/tree/merge.test.ts', "import { layer } from '../../testing/layer-recipe';"],
    ['packages/core/src/node/blobs/file.ts', "import { parseDigest } from '@stratascope/core';"],
    ['apps/api/src/testing/recipe-engine.ts', "import { layer } from '@stratascope/core/testing';"],
    ['apps/web/src/views/stack.tsx', "import styles from './stack.module.css';"],
    ['apps/cli/src/main.ts', "// import x from 'react'\nimport { parseArgs } from 'node:util';"],
  ])('%s may have %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});

test('a tool that breaks counts as a failure, and the checks after it still run', async () => {
  const ran: string[] = [];
  const isFine = await runChecks([
    { name: 'a', title: 'breaks', run: () => Promise.reject(new Error('no such program')) },
    { name: 'b', title: 'runs', run: async () => ({ passed: ran.push('b'), failed: 0 }) },
  ]);
  expect(isFine).toBe(false);
  expect(ran).toEqual(['b']);
});
