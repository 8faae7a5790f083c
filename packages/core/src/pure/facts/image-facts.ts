import type { ByteString } from '../model/byte-string';
import { type EntryPath, joinPath } from '../model/entry-path';
import { resolvePath } from '../tree/follow-link';
import type { MergedTree, NodeState } from '../tree/merged-tree';
import { type Distribution, readOsRelease } from './os-release';
import { countApkPackages, countDpkgPackages } from './package-databases';

/** The packages of one package manager. */
export interface PackageCount {
  readonly manager: 'dpkg' | 'apk' | 'rpm';
  /** Null where the database is there but is not read: rpm's is a binary one. */
  readonly count: number | null;
  /** Where its database lies. */
  readonly path: EntryPath;
}

/** What an image is, as its own files tell. */
export interface ImageFacts {
  readonly distribution: (Distribution & { readonly path: EntryPath }) | null;
  readonly packages: readonly PackageCount[];
  /** A shell that could be run; null: there is none in the usual places. */
  readonly shell: EntryPath | null;
  /** A kernel; null, as it should be: containers run on their host's. */
  readonly kernel: EntryPath | null;
}

/** The contents of a file; null where it cannot be read. */
export type ReadFile = (file: NodeState) => Promise<Uint8Array | null>;

const path = (text: string) => text as EntryPath;

const OS_RELEASES = ['/etc/os-release', '/usr/lib/os-release'].map(path);
const DPKG = path('/var/lib/dpkg/status');
/** One file a package; images without a package manager have them. */
const DPKG_PARTS = path('/var/lib/dpkg/status.d');
const APK = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'].map(path);
const RPM = ['/var/lib/rpm', '/usr/lib/sysimage/rpm', '/usr/share/rpm'].flatMap((folder) =>
  ['rpmdb.sqlite', 'Packages.db', 'Packages'].map((name) => path(`${folder}/${name}`)),
);
const SHELLS = ['/bin', '/usr/bin', '/busybox', '/usr/local/bin']
  .flatMap((folder) => ['sh', 'bash', 'ash', 'dash', 'zsh', 'busybox'].map((name) => path(`${folder}/${name}`)))
  .sort((a, b) => Number(b.endsWith('/sh')) - Number(a.endsWith('/sh')));
const KERNEL_FOLDERS = ['/', '/boot'].map(path);
const MODULES = ['/lib/modules', '/usr/lib/modules'].map(path);
const KERNEL = /^(?:vmlinu[xz]|bzImage|kernel-\d)/;

/** A database larger than this is none that a package manager would bear. */
const LARGEST_FILE = 64 * 1024 ** 2;
const MOST_PARTS = 10_000;

/** What the files of a level tell of the image: its distribution, how many packages, whether it has a shell or a kernel. */
export async function readImageFacts(tree: MergedTree, level: number, readFile: ReadFile): Promise<ImageFacts> {
  const fileAt = (at: EntryPath): NodeState | null => {
    const { outcome, path: end } = resolvePath(tree, at, level);
    const node = outcome === 'found' ? tree.find(end) : null;
    const state = node === null ? null : tree.stateAt(node, level);
    return state?.type === 'file' ? state : null;
  };
  const contentsOf = async (file: NodeState) => (file.size > LARGEST_FILE ? null : await readFile(file));
  const namesIn = (directory: EntryPath): readonly ByteString[] => {
    const { outcome, path: end } = resolvePath(tree, directory, level);
    const node = outcome === 'found' ? tree.find(end) : null;
    if (node === null) return [];
    return tree
      .children(node)
      .filter((child) => tree.stateAt(child, level) !== null)
      .map((child) => tree.name(child));
  };

  return {
    distribution: await findDistribution(fileAt, contentsOf),
    packages: [
      ...(await countDpkg(fileAt, contentsOf, namesIn(DPKG_PARTS))),
      ...(await countApk(fileAt, contentsOf)),
      ...RPM.filter((at) => fileAt(at) !== null)
        .slice(0, 1)
        .map((at) => ({ manager: 'rpm' as const, count: null, path: at })),
    ],
    shell: SHELLS.find((at) => isProgram(fileAt(at))) ?? null,
    kernel: findKernel(fileAt, namesIn),
  };
}

type FileAt = (at: EntryPath) => NodeState | null;
type ContentsOf = (file: NodeState) => Promise<Uint8Array | null>;

const isProgram = (file: NodeState | null) => file !== null && (file.mode & 0o111) !== 0;

async function findDistribution(fileAt: FileAt, contentsOf: ContentsOf): Promise<ImageFacts['distribution']> {
  for (const at of OS_RELEASES) {
    const file = fileAt(at);
    const contents = file === null ? null : await contentsOf(file);
    const distribution = contents === null ? null : readOsRelease(contents);
    if (distribution !== null) return { ...distribution, path: at };
  }
  return null;
}

async function countDpkg(
  fileAt: FileAt,
  contentsOf: ContentsOf,
  parts: readonly ByteString[],
): Promise<readonly PackageCount[]> {
  let found: EntryPath | null = null;
  let count: number | null = 0;
  const add = async (at: EntryPath, folder: EntryPath) => {
    const file = fileAt(at);
    if (file === null) return;
    found ??= folder;
    const contents = await contentsOf(file);
    count = contents === null || count === null ? null : count + countDpkgPackages(contents);
  };
  await add(DPKG, DPKG);
  for (const name of parts.slice(0, MOST_PARTS)) {
    if (!name.endsWith('.md5sums')) await add(joinPath(DPKG_PARTS, name), DPKG_PARTS);
  }
  return found === null ? [] : [{ manager: 'dpkg', count, path: found }];
}

async function countApk(fileAt: FileAt, contentsOf: ContentsOf): Promise<readonly PackageCount[]> {
  for (const at of APK) {
    const file = fileAt(at);
    if (file === null) continue;
    const contents = await contentsOf(file);
    return [{ manager: 'apk', count: contents === null ? null : countApkPackages(contents), path: at }];
  }
  return [];
}

function findKernel(fileAt: FileAt, namesIn: (directory: EntryPath) => readonly ByteString[]): EntryPath | null {
  const folders = [
    ...KERNEL_FOLDERS,
    ...MODULES.flatMap((modules) => namesIn(modules).map((version) => joinPath(modules, version))),
  ];
  for (const folder of folders) {
    for (const name of namesIn(folder)) {
      const at = joinPath(folder, name);
      if (KERNEL.test(name) && fileAt(at) !== null) return at;
    }
  }
  return null;
}
