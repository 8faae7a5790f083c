/** One flag of the command line. */
export interface Option {
  readonly name: string;
  /** What stands for its value in help; a flag without one is on or off. */
  readonly value?: string;
  readonly text: string;
}

/** Every flag but those of the limits, in the order in which help lists them. */
export const OPTIONS = {
  level: {
    name: 'level',
    value: 'K',
    text: 'the file system as of layer K: 1 is the base alone, 0 empty (default: the top)',
  },
  ghosts: { name: 'ghosts', text: 'list removed paths too, with the layer that removed them' },
  format: { name: 'format', value: 'FORMAT', text: 'text for eyes (default), or jsonl: one JSON object a line' },
  json: { name: 'json', text: 'one JSON document' },
  hex: { name: 'hex', text: 'PATH is given as hexadecimal digits, two a byte (`pathHex` of `ls`)' },
  image: { name: 'image', value: 'NAME', text: 'which image: a name, or a digest of 12 digits or more' },
  platform: { name: 'platform', value: 'OS/ARCH', text: 'which platform of it, e.g. linux/arm64 or linux/arm/v7' },
  strict: { name: 'strict', text: 'exit 1 if the image has a problem (notes do not count)' },
  port: { name: 'port', value: 'PORT', text: 'port of the page (default: 7070 or the next free one)' },
  host: {
    name: 'host',
    value: 'ADDRESS',
    text: 'address to listen on (default: 127.0.0.1, this computer only); with another, a token in the printed address is asked for',
  },
  noOpenPaths: {
    name: 'no-open-paths',
    text: 'open no paths that the page or the API asks for: only what is named here, and what is dropped on the page',
  },
  noOpen: { name: 'no-open', text: 'do not open a browser' },
  clear: { name: 'clear', text: 'empty it, but for what is in use' },
  dataDir: { name: 'data-dir', value: 'FOLDER', text: 'where indexes of layers are kept (or set STRATASCOPE_DATA)' },
} as const satisfies Record<string, Option>;

export type OptionKey = keyof typeof OPTIONS;

/** The flags that say which image is meant, and how it is read. */
export const IMAGE_OPTIONS = ['image', 'platform', 'strict', 'dataDir'] as const satisfies readonly OptionKey[];
