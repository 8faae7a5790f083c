import type { FileKind } from '@stratascope/core';
import { visibleString } from '@stratascope/core';
import type { Dictionary } from '../../i18n';

/** What a file is, in words. */
export function kindWords(kind: FileKind, text: Dictionary['contents']): string {
  switch (kind.kind) {
    case 'elf':
      return text.elf(kind.bits, kind.machine, text.elfUses[kind.use]);
    case 'script':
      return text.script(visibleString(kind.interpreter));
    case 'image':
      return text.imageOf(kind.format.toUpperCase());
    case 'archive':
    case 'package':
    case 'program':
    case 'data':
      return text.formats[kind.kind](kind.format);
    case 'text':
    case 'empty':
    case 'unknown':
      return text.unknownKind;
  }
}
