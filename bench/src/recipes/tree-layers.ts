import { rmSync } from 'node:fs';
import { type Artifacts, writePieces } from './artifacts';
import { gzipFile } from './layers';
import { TAR_END, tarHeader, tarPadding } from './tar-blocks';
import { millionFiles, type TreeEntry } from './tree-recipes';

const TIME = 1_700_000_000;

/** A layer of 1,000,000 files in 150,202 directories, each with its own name for contents: 1.1 GB as a tar, gzip. */
export function millionLayer(artifacts: Artifacts): Promise<string> {
  return artifacts.file('million.tar.gz', async (path) => {
    const plain = `${path}.tar`;
    try {
      writePieces(plain, tarOfNames(millionFiles()));
      await gzipFile(plain, path, 1);
    } finally {
      rmSync(plain, { force: true });
    }
  });
}

/** A tar whose files hold `prefix` and their own names. */
export function* tarOfNames(entries: Iterable<TreeEntry>, prefix = ''): Iterable<Uint8Array> {
  for (const { name } of entries) {
    const isDirectory = name.endsWith('/');
    const content = isDirectory ? '' : `${prefix}${name}`;
    yield tarHeader({
      name,
      type: isDirectory ? 'dir' : 'file',
      size: content.length,
      modifiedAtSeconds: TIME,
    });
    yield Buffer.from(content, 'latin1');
    yield tarPadding(content.length);
  }
  yield TAR_END;
}
