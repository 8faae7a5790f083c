import type { NodeType } from '@stratascope/protocol/client';
import type { Dictionary } from '../../i18n';

/**
 * What the bits above the permissions mean, each in a sentence; none where none of them is set.
 *
 * Source: inode(7), "The file type and mode".
 */
export function modeWords(type: NodeType, mode: string, text: Dictionary['facts']): readonly string[] {
  const bits = Number.parseInt(mode, 8);
  const isFolder = type === 'dir';
  return [
    // On a folder Linux gives setuid no meaning.
    bits & 0o4000 && !isFolder ? text.setuid : null,
    bits & 0o2000 ? (isFolder ? text.setgidFolder : text.setgid) : null,
    bits & 0o1000 ? (isFolder ? text.sticky : text.stickyFile) : null,
  ].filter((words) => words !== null);
}
