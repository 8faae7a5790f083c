import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Where the corpus of real images with their truth lies; undefined where there is none. */
export const corpusFolder = process.env.STRATASCOPE_CORPUS;

/** One image of an archive, and the truth about it. */
interface Selection {
  /** The arguments that choose it. */
  readonly args: readonly string[];
  /** Where its truth lies. */
  readonly folder: string;
  readonly levels: readonly number[];
  /** Paths of the archives and folders that hold it. */
  readonly forms: readonly string[];
  readonly layers: readonly LayerFacts[];
  readonly problems: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
  /** Of which layer and entry they are, where merging found them. */
  readonly where: readonly { readonly layer: number; readonly code: string }[];
}

interface LayerFacts {
  readonly layer: number;
  readonly digest: string | null;
  readonly diffId: string | null;
  readonly stored: number;
  readonly tar: number;
  readonly state: string;
  readonly problems: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
}

/** One image of an archive's list, as the first form has it. */
export interface ListedImage {
  readonly names: readonly string[];
  readonly id: string | null;
  readonly manifest: string | null;
  readonly platform: string | null;
  readonly kind: string;
  readonly layers: number;
}

export interface CorpusImage {
  readonly name: string;
  readonly selections: readonly Selection[];
  readonly images: readonly ListedImage[];
}

export function corpusImages(corpus: string): readonly CorpusImage[] {
  const folder = join(corpus, 'images');
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const facts = JSON.parse(readFileSync(join(folder, name, 'facts.json'), 'utf8'));
      return {
        name,
        images: facts.images,
        selections: facts.selections.map((selection: Selection & { readonly dir: string }) => ({
          ...selection,
          folder: join(folder, name, selection.dir),
          forms: selection.forms.map((form) => join(folder, name, form)),
        })),
      };
    });
}

/** The rows that `ls` has to print for a level, or for the top with ghosts. */
export function truthRows({ folder }: Selection, what: number | 'ghosts'): string {
  const name = what === 'ghosts' ? 'truth.ghosts.jsonl.gz' : `truth.level-${what}.jsonl.gz`;
  return gunzipSync(readFileSync(join(folder, name))).toString('utf8');
}

/** The ledger as the corpus has it: that of the top, and live and dead bytes of every level. */
export function truthLedger({ folder }: Selection) {
  return JSON.parse(readFileSync(join(folder, 'ledger.json'), 'utf8'));
}
