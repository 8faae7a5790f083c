/** Thrown by the parts of the zstd decoder for data that no encoder makes. */
export class ZstdMalformed extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'ZstdMalformed';
  }
}
