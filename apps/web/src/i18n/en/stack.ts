import { formatCount } from '../format';
import { counted } from '../plural';

export const stack = {
  title: 'Stack',
  summary: (layers: number, emptySteps: number) =>
    emptySteps === 0 ? counted(layers, 'layer') : `${counted(layers, 'layer')} · ${counted(emptySteps, 'empty step')}`,
  listLabel: 'Layers, newest first',
  asOfLayer: 'as of layer',
  asOfLayerAfter: '',
  layers: 'layers',
  levelDown: 'Level down',
  levelUp: 'Level up',
  play: 'Play from the base up',
  pause: 'Pause',
  levelHandle: 'Level',
  levelValue: (level: number, layers: number) => (level === 0 ? 'the empty root' : `as of layer ${level} of ${layers}`),
  lowerHandle: 'Changes counted from',
  lowerValue: (from: number) => (from === 0 ? 'the empty root' : `after layer ${from}`),
  oneLayer: 'One layer: there is no other level to look at.',
  baseImage: 'base image',
  baseEndsHere: 'Base ends here',
  noBase: 'No base: all layers are own',
  baseAsTold: 'Base as the image tells',
  emptyStep: 'Empty step',
  emptySteps: (count: number) => counted(count, 'empty step'),
  dead: (bytes: string) => `${bytes} dead`,
  diesIn: (layer: number) => `dies in ${layer}`,
  diesInMany: (layer: number) => `dies from ${layer} on`,
  diesLater: (bytes: string, layer: number) => `${bytes} dies in ${layer}`,
  deadAsOf: (bytes: string, level: number) => `${bytes} dead as of ${level}`,
  diedIn: (bytes: string, layers: string) => `${bytes} died in ${layers}`,
  died: (bytes: string, layer: number) => `${bytes} died in ${layer}`,
  otherNames: (count: number) => (count === 1 ? '1 other name' : `${formatCount(count)} other names`),
  more: (count: number) => `${formatCount(count)} more`,
  tooThin: 'too thin to scale',
  deadBytes: 'dead bytes',
  unpacked: 'unpacked',
  stored: 'stored',
  noLayers: 'This image has no layers.',
  missing: 'No blob: what this layer changed is not known.',
  unreadable: 'This layer cannot be read: what it changed is not known.',
  broken: 'This layer ends early: read in part.',
  waiting: 'not read yet',
  indexing: 'being read',
  untrusted: 'Does not match its digest. It is shown, but not trusted.',
  noInstruction: 'no instruction known',
  slab: (parts: {
    readonly layer: number;
    readonly instruction: string;
    readonly size: string;
    readonly changed: number | null;
    readonly dead: string | null;
    readonly dying: string | null;
    readonly isAbove: boolean;
    readonly state: string | null;
    /** What it did to the selected path, and to its bytes. */
    readonly event: string | null;
    readonly buried: string | null;
  }) =>
    [
      `Layer ${parts.layer}`,
      parts.instruction,
      parts.size,
      parts.state,
      parts.changed === null ? null : `${formatCount(parts.changed)} changed`,
      parts.dead === null ? null : parts.dead === '' ? 'none dead' : `${parts.dead} dead`,
      parts.dying,
      parts.isAbove ? 'above the level' : null,
      parts.event === null ? null : `selected path: ${parts.event}`,
      parts.buried,
    ]
      .filter((part) => part !== null)
      .join(', '),
  countsTip: (added: string, changed: string, removed: string) =>
    `${added} added, ${changed} changed, ${removed} removed`,
  mark: (layer: number, word: string) => `Layer ${layer}: ${word}`,
  layerActions: (layer: number) => `Actions for layer ${layer}`,
  levelHere: 'Set the level here',
  rangeFromHere: 'Changes from this layer on',
  onlyThisLayer: 'Changes of this layer alone',
  copyDigest: 'Copy digest',
  copyDiffId: 'Copy diff ID',
};
