import type { TarEntry } from '../model/entry';
import { GrowingTexts, growingFloat64 } from './growing-columns';

/** Numbers owners: each (uid, gid, uname, gname) once. A layer has few, and neighbours share theirs. */
export class OwnerTable {
  readonly uid = growingFloat64();
  readonly gid = growingFloat64();
  /** Two texts an owner: uname, gname. */
  readonly texts = new GrowingTexts();
  readonly #ids = new Map<string, number>();
  #last: Pick<TarEntry, 'uid' | 'gid' | 'uname' | 'gname'> | null = null;
  #lastId = 0;

  intern(entry: Pick<TarEntry, 'uid' | 'gid' | 'uname' | 'gname'>): number {
    const last = this.#last;
    const isSame =
      last !== null &&
      last.uid === entry.uid &&
      last.gid === entry.gid &&
      last.uname === entry.uname &&
      last.gname === entry.gname;
    if (isSame) return this.#lastId;

    // No name holds a NUL (rule 13), so the key is as exact as its parts.
    const key = `${entry.uid} ${entry.gid} ${entry.uname}\0${entry.gname}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(key, id);
      this.uid.push(entry.uid);
      this.gid.push(entry.gid);
      this.texts.pushText(entry.uname);
      this.texts.pushText(entry.gname);
    }
    this.#last = { uid: entry.uid, gid: entry.gid, uname: entry.uname, gname: entry.gname };
    this.#lastId = id;
    return id;
  }

  get count(): number {
    return this.#ids.size;
  }
}
