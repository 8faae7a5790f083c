import { CHECKSUM } from './header-fields';
import { isChecksum, sumOfBlock, WordView } from './header-words';
import { PlainHeader } from './plain-header';
import type { TarSink } from './tar-sink';

const BLOCK = 512;

/**
 * The quick way through what most of a layer is: plain entries that lie whole in one piece, one behind the other. It
 * takes nothing else, and reads nothing that the `TarReader` would read otherwise.
 */
export class PlainReader {
  readonly #take: NonNullable<TarSink['plainEntry']>;
  readonly #header = new PlainHeader();
  readonly #view = new WordView();

  /** `take`: the sink's own. */
  constructor(take: NonNullable<TarSink['plainEntry']>) {
    this.#take = take;
  }

  /**
   * Reads the plain entries that stand in `piece` from the header at `start` on.
   *
   * @param position of `piece` in the tar
   * @returns where in `piece` the header of the first other entry stands, or one that is cut
   */
  read(piece: Uint8Array, start: number, position: number): number {
    const words = this.#view.of(piece);
    if (words === null || start % 4 !== 0) return start;
    const { bytes } = this.#view;
    const header = this.#header;
    const take = this.#take;
    let at = start;
    while (at + BLOCK <= bytes.length) {
      const sum = sumOfBlock(words, at / 4);
      if (!isChecksum(words, (at + CHECKSUM) / 4, sum) || !header.decode(bytes, words, at)) return at;
      const data = at + BLOCK;
      const end = data + header.size + (-header.size & (BLOCK - 1));
      if (end > bytes.length) return at;
      header.dataOffset = position + data;
      take(header, bytes, data);
      at = end;
    }
    return at;
  }
}
