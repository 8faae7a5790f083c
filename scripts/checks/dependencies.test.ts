import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../bootstrap/root.mjs';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly gypfile?: boolean;
}

const read = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** What the packages of the workspace need at run time, and which of them does, in the order of the alphabet. */
const needed = new Map<string, readonly string[]>();
for (const parent of ['apps', 'packages']) {
  for (const name of readdirSync(join(root, parent)).sort()) {
    if (!existsSync(join(root, parent, name, 'package.json'))) continue;
    for (const [dependency, version] of Object.entries(read(join(root, parent, name)).dependencies ?? {})) {
      if (version.startsWith('workspace:')) continue;
      needed.set(dependency, [...(needed.get(dependency) ?? []), `${parent}/${name}`]);
    }
  }
}

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([^`]+)` \| (`[^|]+`) \| ([^|]+) \|$/gm)].map(
  ([, name = '', where = '', why = '']) => ({
    name,
    where: where.split(', ').map((each) => each.replaceAll('`', '')),
    why: why.trim(),
  }),
);

/** The folder of a package as one that needs it finds it. */
function folderOf(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new Error(`${name} is not installed for ${from}`);
  }
}

/** All packages that these lead to, by their folders. */
function closure(starts: readonly (readonly [name: string, from: string])[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = folderOf(name, from);
    if (found.has(folder)) return;
    found.add(folder);
    for (const dependency of Object.keys(read(folder).dependencies ?? {})) visit(dependency, folder);
  };
  for (const [name, from] of starts) visit(name, from);
  return found;
}

test('docs/security.md has a reason for each dependency, and none for what is not there', () => {
  expect(Object.fromEntries(rows.map(({ name, where }) => [name, where]))).toEqual(Object.fromEntries(needed));
  for (const { name, why } of rows) expect(why.length, name).toBeGreaterThan(15);
});

test('no package that the product is made of runs anything when it is installed, or is native', () => {
  const starts = [...needed].flatMap(([name, users]) => users.map((user) => [name, join(root, user)] as const));
  for (const folder of closure(starts)) {
    const { scripts = {}, gypfile = false } = read(folder);
    expect(
      ['preinstall', 'install', 'postinstall'].filter((script) => script in scripts),
      folder,
    ).toEqual([]);
    expect(gypfile || existsSync(join(folder, 'binding.gyp')), folder).toBe(false);
  }
});

test('docs/security.md counts what runs on the machine', () => {
  const starts = [...needed].flatMap(([name, users]) =>
    users.filter((user) => user !== 'apps/web').map((user) => [name, join(root, user)] as const),
  );
  expect(/it is (\d+) packages in all/.exec(page)?.[1]).toBe(String(closure(starts).size));
});
