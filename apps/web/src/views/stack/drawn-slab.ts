import type { EntryPath } from '@stratascope/core';
import type { ImageAnswer, LayerSummary } from '@stratascope/protocol/client';
import { bytesText, type Dictionary } from '../../i18n';
import type { StackEntry } from './arrange-stack';
import type { Buried } from './burial';
import { bytesAtLevel, type LevelBytes } from './dead-at-level';
import { eventWord } from './event-tag';
import type { LifeEvent } from './life-line';

/** What a slab says, as of a level. */
export interface DrawnSlab {
  readonly entry: Extract<StackEntry, { kind: 'slab' }>;
  readonly layer: LayerSummary;
  /** The size told: unpacked once the image is read, before that stored; null where it is not known. */
  readonly size: number | null;
  readonly bytes: LevelBytes | null;
  /** What it did to the selected path. */
  readonly event: LifeEvent | null;
  /** Other names of the selected file that it brought beside what it did to the path itself. */
  readonly names: readonly EntryPath[];
  /** Its bytes that the version looked at buried. */
  readonly buried: Buried | null;
  readonly isAbove: boolean;
  /** Not read, or not readable: drawn empty. */
  readonly isUnread: boolean;
  /** Why not all of it is known or trusted; null where all is well. */
  readonly doubt: string | null;
  /** The dead of its folders are known for this level too. */
  readonly knowsDeadFolders: boolean;
  readonly label: string;
}

/** Derives all that one slab says, so that drawing it is drawing alone. */
export function drawSlab(
  entry: Extract<StackEntry, { kind: 'slab' }>,
  {
    image,
    level,
    event,
    names = [],
    buried = null,
    text: dictionary,
  }: {
    readonly image: ImageAnswer;
    readonly level: number;
    readonly event: LifeEvent | null;
    readonly names?: readonly EntryPath[];
    readonly buried?: Buried | null;
    readonly text: Dictionary;
  },
): DrawnSlab {
  const { layer } = entry;
  const text = dictionary.stack;
  const isAbove = layer.layer > level;
  const isUnread = layer.state !== 'ok' && layer.state !== 'broken';
  const isIndexing = image.index.state !== 'ready';
  const bytes = isUnread || isIndexing ? null : bytesAtLevel(layer, level);
  const size = isIndexing ? layer.stored : layer.content;
  const state = stateWords(layer, text);
  const instruction = [entry.instruction.word, entry.instruction.text].filter(Boolean).join(' ');
  const counts = layer.counts;
  return {
    entry,
    layer,
    size: layer.state === 'missing' || layer.state === 'unreadable' ? null : size,
    bytes,
    event,
    names: event?.kind === 'names' ? [] : names,
    buried,
    isAbove,
    isUnread,
    doubt: layer.state === 'waiting' || layer.state === 'indexing' ? null : state,
    knowsDeadFolders: layer.deadBy.every(({ by }) => by <= level),
    label: text.slab({
      layer: layer.layer,
      instruction: instruction || text.noInstruction,
      size: size === null ? '?' : bytesText(size),
      changed: counts === null ? null : counts.added + counts.changed + counts.removed,
      dead: bytes === null || isAbove ? null : bytes.dead === 0 ? '' : bytesText(bytes.dead),
      dying: bytes === null || isAbove ? null : dyingWords(bytes, text, true),
      isAbove,
      state,
      event: event === null ? null : eventWord(event, dictionary),
      buried: buried === null ? null : text.died(bytesText(buried.bytes), buried.by),
    }),
  };
}

/** What is said of a slab's bytes where there is one row only. */
export interface ShortFate {
  readonly words: string;
  readonly isDead: boolean;
  /** It takes the room of the counts. */
  readonly isLong: boolean;
}

/**
 * What a slab of one row says of its bytes: that they will die, or that most are dead. Where fewer are, the hatch tells it
 * and the tooltip how many.
 */
export function shortFate(bytes: LevelBytes, text: Dictionary): ShortFate | null {
  const dying = dyingWords(bytes, text.stack, false);
  if (dying !== null && bytes.dying >= bytes.dead) return { words: dying, isDead: false, isLong: true };
  if (bytes.dead === 0 || bytes.dead < bytes.live) return null;
  const dead = bytesText(bytes.dead);
  // Where the figure is that of the slab itself, it need not stand there twice.
  if (dead === bytesText(bytes.dead + bytes.live)) return { words: text.common.dead, isDead: true, isLong: false };
  return { words: text.stack.dead(dead), isDead: true, isLong: true };
}

/** What is said of bytes that will die above the level: where, and how many where there is room. */
export function dyingWords(bytes: LevelBytes, text: Dictionary['stack'], isWide: boolean): string | null {
  const [first, second] = bytes.dyingIn;
  if (first === undefined) return null;
  if (second !== undefined) return text.diesInMany(first);
  return isWide ? text.diesLater(bytesText(bytes.dying), first) : text.diesIn(first);
}

function stateWords(layer: LayerSummary, text: Dictionary['stack']): string | null {
  switch (layer.state) {
    case 'missing':
      return text.missing;
    case 'unreadable':
      return text.unreadable;
    case 'broken':
      return text.broken;
    case 'waiting':
      return text.waiting;
    case 'indexing':
      return text.indexing;
    case 'ok':
      return layer.isVerified ? null : text.untrusted;
  }
}
