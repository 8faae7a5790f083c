import type { NodeType } from '@stratascope/protocol/client';
import { Cable, CornerDownRight, File, Folder, FolderOpen, HardDrive } from 'lucide-react';

/** The sign of a file's type; its word stands in the row's name for readers. */
export function TypeIcon({ type, isOpen = false }: { readonly type: NodeType; readonly isOpen?: boolean }) {
  const Icon = iconOf(type, isOpen);
  return <Icon size={14} strokeWidth={1.75} aria-hidden />;
}

function iconOf(type: NodeType, isOpen: boolean) {
  switch (type) {
    case 'dir':
      return isOpen ? FolderOpen : Folder;
    case 'symlink':
      return CornerDownRight;
    case 'fifo':
      return Cable;
    case 'char':
    case 'block':
      return HardDrive;
    case 'file':
      return File;
  }
}
