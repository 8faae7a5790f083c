import { expect, test } from 'vitest';
import { countApkPackages, countDpkgPackages } from './package-databases';

const bytes = (text: string) => new TextEncoder().encode(text);

test('dpkg: what is installed counts; what is removed but for its settings, or half there, does not', () => {
  const status = [
    'Package: bash\nEssential: yes\nStatus: install ok installed\nDescription: shell\n with a long text\n .\n Package: of no package',
    'Package: gone\nStatus: deinstall ok config-files',
    'Package: half\nStatus: install reinstreq half-installed',
    'Package: unpacked\nStatus: install ok unpacked',
    'Package: waiting\nStatus: install ok triggers-pending',
    'Package: held\nStatus: hold ok installed',
    'Status: install ok installed\nVersion: 1',
  ].join('\n\n');
  expect(countDpkgPackages(bytes(`${status}\n\n`))).toBe(3);
});

test('dpkg: the single file of a package without a status is one package', () => {
  expect(countDpkgPackages(bytes('Package: base-files\nVersion: 12\nArchitecture: amd64\n'))).toBe(1);
  expect(countDpkgPackages(bytes(''))).toBe(0);
});

test('apk: each name in the database is a package', () => {
  const database = 'C:Q1abc=\nP:musl\nV:1.2.5\nF:lib\nR:ld.so\n\nC:Q1def=\nP:busybox\nV:1.36\np:cmd:sh=1\n\n';
  expect(countApkPackages(bytes(database))).toBe(2);
  expect(countApkPackages(bytes('\n'))).toBe(0);
});
