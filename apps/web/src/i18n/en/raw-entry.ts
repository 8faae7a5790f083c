import { counted } from '../plural';

/** An entry as it stands in a tar; apart from the dictionary, which the first screen loads. */
export const rawEntry = {
  at: (kind: string, layer: number, offset: string, bytes: string) =>
    `${kind}. In the tar of layer ${layer} its header stands at ${offset} and has ${bytes} bytes.`,
  data: (offset: string, bytes: string) => `Its data begin at ${offset}: ${bytes} bytes.`,
  noData: 'It has no data.',
  none: (layer: number) => `The tar of layer ${layer} has no entry of this path, only of what is below it.`,
  several: (count: number) => `The layer has ${count} entries of this path; the later ones count.`,
  more: (count: number) => `And ${counted(count, 'more record')}; their bytes stand below.`,
  header: (type: string, format: string) =>
    type === 'x' ? 'Pax header' : type === 'L' || type === 'K' ? 'GNU header of a long name' : `Header, ${format}`,
  blocks: (count: number) => (count === 1 ? 'Its block' : `Its ${count} blocks`),
  zeros: (count: number) => `${counted(count, 'zero byte')}`,
  kinds: {
    file: 'A file',
    hardlink: 'A hard link',
    symlink: 'A symbolic link',
    char: 'A character device',
    block: 'A block device',
    dir: 'A folder',
    fifo: 'A FIFO',
    whiteout: 'A whiteout, which hides the path below',
    opaque: 'An opaque mark, which empties the folder below',
  },
};
