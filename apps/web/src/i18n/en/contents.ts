import { counted } from '../plural';

/** The contents of a file. */
export const contents = {
  fileTabs: 'Views of the file',
  title: 'Contents',
  diff: 'Diff',
  hex: 'Hex',
  raw: 'Raw entry',
  asOf: (layer: number) => `as layer ${layer} has it`,
  compareWith: 'Compare with the version of layer',
  versionOf: (layer: number) => `Layer ${layer}`,
  empty: 'The file is empty.',
  loading: 'Reading the contents…',
  failed: 'The contents could not be read.',
  loadMore: (bytes: string) => `Load ${bytes} more`,
  shownOf: (shown: string, total: string) => `${shown} of ${total}`,
  elf: (bits: number, machine: string, use: string) => `ELF ${use} for Linux, ${machine}, ${bits}-bit`,
  elfUses: { object: 'object file', program: 'program', library: 'program or library', core: 'core dump' },
  script: (interpreter: string) => `Script, run by ${interpreter}`,
  imageOf: (format: string) => `${format} picture`,
  formats: {
    archive: (format: string) => `${format} archive`,
    package: (format: string) => `${format} package`,
    program: (format: string) => `${format} program`,
    data: (format: string) => `${format} data`,
  },
  textKind: 'Text',
  unknownKind: 'Not text, and of no kind that is known here',
  picture: 'Picture',
  pictureBefore: (layer: number) => `Picture of layer ${layer}`,
  pictureSize: 'Size of the picture',
  pictureFit: 'Fit',
  pictureBroken: 'The header of this picture does not tell its size. See its bytes in Hex.',
  pictureLarge: (width: string, height: string) =>
    `This picture claims ${width} × ${height} pixels; it is not drawn. Download it to look at it.`,
  pictureHeavy: (bytes: string) => `This picture has ${bytes}; it is not drawn. Download it to look at it.`,
  wipe: (layer: number) => `Wipe: layer ${layer} at the left`,
  bytesOf: (first: string, last: string, size: string) => `Bytes ${first} to ${last} of ${size}`,
  partBefore: 'Part before',
  partAfter: 'Next part',
  offset: 'Offset',
  goToOffset: 'Go',
  sameContents: (before: number, after: number) =>
    `Layers ${before} and ${after} have the same contents; only what stands about the file differs.`,
  tooLargeToCompare: (bytes: string) => `Files of more than ${bytes} are not compared. Download both to compare them.`,
  tooDifferent: 'The two versions have too little in common to be compared line by line.',
  binaryDiffers: (before: string, after: string) => `Not text: ${before} became ${after}.`,
  bytesDiffer: (count: string, offset: string) => `${count} bytes differ, the first at ${offset}.`,
  equalBytes: (count: number) => counted(count, 'equal byte'),
  rowDiffers: 'differs',
  hexBeside: 'Bytes of both versions, the older at the left',
  hexDiffCut: 'Only the first rows are shown.',
  lineEnds: 'Line ends',
  endsChanged: (count: number, from: string, to: string) => `${counted(count, 'line end')}: ${from} → ${to}.`,
  otherLines: (count: number) =>
    count === 0
      ? 'No other line differs.'
      : count === 1
        ? 'One other line differs.'
        : `${counted(count, 'other line')} differ.`,
  noEnd: 'none',
  unchangedLines: (count: number) => counted(count, 'unchanged line'),
  moreLines: (count: number) => `${counted(count, 'more line')}`,
  showMoreLines: 'Show more',
  addedLine: (number: number) => `added line ${number}`,
  removedLine: (number: number) => `removed line ${number}`,
};
