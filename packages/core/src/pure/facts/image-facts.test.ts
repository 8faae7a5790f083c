import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer } from '../../testing/layer-recipe';
import { mergeRecipes } from '../../testing/merge-recipes';
import { readImageFacts } from './image-facts';

/** The facts of an image whose files hold what `contents` has for their path; others cannot be read. */
async function factsOf(recipes: readonly LayerRecipe[], contents: Readonly<Record<string, string>> = {}) {
  const tree = mergeRecipes(...recipes);
  return await readImageFacts(tree, recipes.length, async ({ node }) => {
    const text = contents[tree.path(node)];
    return text === undefined ? null : new TextEncoder().encode(text);
  });
}

const program = { mode: 0o755 };

describe('an image tells what it is', () => {
  test('a distribution with dpkg, through links to where the files lie', async () => {
    const release = 'ID=debian\nPRETTY_NAME="Debian 12"\n';
    const status = 'Package: a\nStatus: install ok installed\n\nPackage: b\nStatus: deinstall ok config-files\n';
    const facts = await factsOf(
      [
        layer()
          .file('usr/lib/os-release', release)
          .symlink('etc/os-release', '../usr/lib/os-release')
          .symlink('bin', 'usr/bin')
          .file('usr/bin/dash', 'x', program)
          .symlink('usr/bin/sh', 'dash')
          .file('var/lib/dpkg/status', status)
          .dir('boot'),
      ],
      { '/usr/lib/os-release': release, '/var/lib/dpkg/status': status },
    );
    expect(facts).toEqual({
      distribution: { id: 'debian', name: null, version: null, prettyName: 'Debian 12', path: '/etc/os-release' },
      packages: [{ manager: 'dpkg', count: 1, path: '/var/lib/dpkg/status' }],
      shell: '/bin/sh',
      kernel: null,
    });
  });

  test('one without a package manager counts the files that name its packages, not their check sums', async () => {
    const recipe = layer()
      .file('var/lib/dpkg/status.d/base', 'x')
      .file('var/lib/dpkg/status.d/base.md5sums', 'x')
      .file('var/lib/dpkg/status.d/tzdata', 'x');
    const { packages, shell } = await factsOf([recipe], {
      '/var/lib/dpkg/status.d/base': 'Package: base\n',
      '/var/lib/dpkg/status.d/tzdata': 'Package: tzdata\n',
    });
    expect(packages).toEqual([{ manager: 'dpkg', count: 2, path: '/var/lib/dpkg/status.d' }]);
    expect(shell).toBeNull();
  });

  test.each(['/lib/apk/db/installed', '/usr/lib/apk/db/installed'])('with apk: %s', async (path) => {
    const { packages } = await factsOf([layer().file(path.slice(1), 'x')], { [path]: 'P:musl\n\nP:busybox\n' });
    expect(packages).toEqual([{ manager: 'apk', count: 2, path }]);
  });

  test('packages of rpm are named, not counted', async () => {
    const { packages } = await factsOf([layer().file('usr/lib/sysimage/rpm/rpmdb.sqlite', 'x')]);
    expect(packages).toEqual([{ manager: 'rpm', count: null, path: '/usr/lib/sysimage/rpm/rpmdb.sqlite' }]);
  });

  test('what a later layer removed is not there', async () => {
    const base = layer()
      .file('bin/sh', 'x', program)
      .file('lib/apk/db/installed', 'P:a\n')
      .file('boot/vmlinuz-6.1', 'x');
    const gone = layer().whiteout('bin/sh').whiteout('lib/apk/db/installed').whiteout('boot/vmlinuz-6.1');
    const contents = { '/lib/apk/db/installed': 'P:a\n' };
    expect(await factsOf([base], contents)).toMatchObject({
      shell: '/bin/sh',
      kernel: '/boot/vmlinuz-6.1',
      packages: [{ count: 1 }],
    });
    expect(await factsOf([base, gone], contents)).toMatchObject({ shell: null, kernel: null, packages: [] });
  });

  test('a shell has to be a program', async () => {
    expect((await factsOf([layer().file('bin/sh', 'x', { mode: 0o644 })])).shell).toBeNull();
    expect((await factsOf([layer().symlink('bin/sh', '/bin/sh')])).shell).toBeNull();
    expect((await factsOf([layer().file('busybox/sh', 'x', program)])).shell).toBe('/busybox/sh');
  });

  test('a kernel beside its modules is found', async () => {
    expect((await factsOf([layer().file('lib/modules/6.1.0/vmlinuz', 'x')])).kernel).toBe('/lib/modules/6.1.0/vmlinuz');
  });

  test('a database that cannot be read is named without a number', async () => {
    const { packages, distribution } = await factsOf([
      layer().file('var/lib/dpkg/status', 'x').file('etc/os-release', 'ID=x'),
    ]);
    expect(packages).toEqual([{ manager: 'dpkg', count: null, path: '/var/lib/dpkg/status' }]);
    expect(distribution).toBeNull();
  });
});
