import { type NodeState, type NodeType, type Timestamp, visibleText } from '@stratascope/core';

const TYPE_LETTERS: Record<NodeType, string> = { file: '-', dir: 'd', symlink: 'l', char: 'c', block: 'b', fifo: 'p' };

/** What a node is, in a word. */
export const TYPE_NAMES: Record<NodeType, string> = {
  file: 'file',
  dir: 'directory',
  symlink: 'symbolic link',
  char: 'character device',
  block: 'block device',
  fifo: 'FIFO',
};

/** Type and permissions as `ls -l` writes them: `drwxr-xr-x`, `-rwsr-xr-t`. */
export function modeText(type: NodeType, mode: number): string {
  const triplet = (shift: number, special: number, letter: string) => {
    const bits = mode >> shift;
    const canRun = (bits & 1) !== 0;
    const last = (mode & special) === 0 ? (canRun ? 'x' : '-') : canRun ? letter : letter.toUpperCase();
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return `${TYPE_LETTERS[type]}${triplet(6, 0o4000, 's')}${triplet(3, 0o2000, 's')}${triplet(0, 0o1000, 't')}`;
}

/** Permission bits as four octal digits. */
export function octalMode(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** To the minute, UTC; a dash where there is no time, seconds where no calendar reaches. */
export function timeText(mtime: Timestamp | null): string {
  if (mtime === null) return '–';
  const milliseconds = Number(mtime.seconds) * 1000;
  if (Math.abs(milliseconds) > 8.64e15) return `${mtime.seconds} s`;
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, -8);
}

/** What follows the name of a node: `/` of a directory, where a link leads, which inode it shares, a device's numbers. */
export function nodeSuffix(state: NodeState): string {
  if (state.type === 'dir') return '/';
  if (state.type === 'symlink') return ` → ${visibleText(state.link).text}`;
  if (state.device !== null) return ` (${state.device.major}, ${state.device.minor})`;
  return '';
}
