const BLOCK = 512;
const NUL_PADDING = Buffer.alloc(BLOCK);

/** What a header says; all else is at its plainest. */
export interface TarHeader {
  /** ASCII; directories end with a slash. */
  readonly name: string;
  readonly type: 'file' | 'dir';
  readonly size: number;
  readonly modifiedAtSeconds: number;
}

/** The two zero blocks at the end of a tar. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/**
 * Header blocks; with `hasPax` a pax header with the time in nanoseconds before it, as builders write them. A name that is
 * too long for a plain header stands in a pax header in any case.
 */
export function tarHeader(header: TarHeader, options: { readonly hasPax?: boolean } = {}): Buffer {
  const isLong = header.name.length > 100;
  const plainName = isLong ? header.name.slice(0, 99) : header.name;
  const own = ustarHeader(plainName, header.type === 'dir' ? '5' : '0', header.size, header.modifiedAtSeconds);
  const nanoseconds = String(header.size % 1_000_000_000).padStart(9, '0');
  const records = [
    ...(isLong ? [paxRecord('path', header.name)] : []),
    ...(options.hasPax === true ? [paxRecord('mtime', `${header.modifiedAtSeconds}.${nanoseconds}`)] : []),
  ].join('');
  if (records === '') return own;
  const body = Buffer.alloc(Math.ceil(records.length / BLOCK) * BLOCK);
  body.write(records, 'latin1');
  return Buffer.concat([ustarHeader('PaxHeaders/0', 'x', records.length, 0), body, own]);
}

/** What fills the last block of `size` bytes. */
export function tarPadding(size: number): Buffer {
  return NUL_PADDING.subarray(0, -size & (BLOCK - 1));
}

function ustarHeader(name: string, typeFlag: string, size: number, modifiedAtSeconds: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write(typeFlag === '5' ? '0000755' : '0000644', 100, 'latin1');
  block.write('0000000\x000000000', 108, 'latin1');
  block.write(octal(size, 11), 124, 'latin1');
  block.write(octal(modifiedAtSeconds, 11), 136, 'latin1');
  block.write(`        ${typeFlag}`, 148, 'latin1');
  block.write('ustar\x0000root', 257, 'latin1');
  block.write('root', 297, 'latin1');
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = key.length + value.length + 3;
  const length = rest + String(rest + String(rest).length).length;
  return `${length} ${key}=${value}\n`;
}
