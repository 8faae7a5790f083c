import type { NodeType } from '@stratascope/protocol/client';

const TYPE_LETTER: Record<NodeType, string> = {
  file: '-',
  dir: 'd',
  symlink: 'l',
  char: 'c',
  block: 'b',
  fifo: 'p',
};

/** Type and mode as `ls -l` writes them: `-rwxr-sr-t` from four octal digits. */
export function modeText(type: NodeType, mode: string): string {
  return TYPE_LETTER[type] + permissionText(mode);
}

/** The nine letters of four octal digits; setuid, setgid and sticky take the place of `x`. */
export function permissionText(mode: string): string {
  const bits = Number.parseInt(mode, 8);
  const triple = (shift: number, special: boolean, letter: string) => {
    const canRun = (bits >> shift) & 1;
    const last = special ? (canRun ? letter : letter.toUpperCase()) : canRun ? 'x' : '-';
    return ((bits >> shift) & 4 ? 'r' : '-') + ((bits >> shift) & 2 ? 'w' : '-') + last;
  };
  return (
    triple(6, (bits & 0o4000) !== 0, 's') +
    triple(3, (bits & 0o2000) !== 0, 's') +
    triple(0, (bits & 0o1000) !== 0, 't')
  );
}
