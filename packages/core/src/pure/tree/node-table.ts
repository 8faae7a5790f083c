/** No node: a path that no layer so far has brought. */
export const NO_NODE = 0xffffffff;

const FIRST_SLOTS = 1 << 12;
/** Differs from run to run, so that no image can be made of names that all fall on one slot. */
const SEED = Math.floor(Math.random() * 0x1_0000_0000) | 0;

/**
 * Numbers the paths of an image while its layers are merged: each (parent, name) pair once, the root 0, a parent
 * before its children. One open-addressing table over columns; no path string is ever made.
 *
 * What one look-up reads stands side by side, because nearly all of its time is waiting for memory.
 */
export class NodeTable {
  count = 1;
  readonly names: Uint8Array;
  /** Pairs by node: parent, start of the base name in `names`; the name ends where the next one starts. */
  readonly #nodes: Uint32Array;
  /** Pairs: hash, node. Node 0 is a free slot, since the root is never looked up. At most half full. */
  #slots = new Int32Array(FIRST_SLOTS * 2);

  /** `capacity`: most nodes that will ever be added, the root among them; `nameBytes`: most bytes of their names. */
  constructor(capacity: number, nameBytes: number) {
    this.#nodes = new Uint32Array((capacity + 1) * 2);
    this.names = new Uint8Array(nameBytes);
  }

  /** The root is its own parent. */
  parent(node: number): number {
    return this.#nodes[node * 2] ?? 0;
  }

  /** Start of the base name of a node in `names`; of node + 1: its end. */
  nameStart(node: number): number {
    return this.#nodes[node * 2 + 1] ?? 0;
  }

  /** The child of `parent` that is named by `bytes[start..end)`, or {@link NO_NODE}; `hash`: {@link hashPath} of it. */
  find(parent: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slot = this.#slotOf(parent, hash, bytes, start, end);
    return this.#slots[slot + 1] || NO_NODE;
  }

  findOrAdd(parent: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slot = this.#slotOf(parent, hash, bytes, start, end);
    const found = this.#slots[slot + 1] ?? 0;
    if (found !== 0) return found;

    const node = this.count++;
    let nameEnd = this.nameStart(node);
    for (let at = start; at < end; at++) this.names[nameEnd++] = bytes[at] ?? 0;
    this.#nodes[node * 2] = parent;
    this.#nodes[node * 2 + 3] = nameEnd;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = node;
    if (this.count * 4 > this.#slots.length) this.#grow();
    return node;
  }

  /** Where the node is, or where it would go. */
  #slotOf(parent: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots;
    const nodes = this.#nodes;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const node = slots[slot + 1] ?? 0;
      if (node === 0) return slot;
      if (slots[slot] === hash && nodes[node * 2] === parent && this.#isNamed(node, bytes, start, end)) return slot;
      slot = (slot + 2) & mask;
    }
  }

  #isNamed(node: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.nameStart(node);
    if (this.nameStart(node + 1) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (this.names[from + at - start] !== bytes[at]) return false;
    return true;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 4);
    const mask = slots.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = ((old[at] ?? 0) << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = old[at] ?? 0;
      slots[slot + 1] = old[at + 1] ?? 0;
    }
    this.#slots = slots;
  }
}

/** Hash of the root's path. */
export const ROOT_HASH = SEED;

/** Hash of a path: FNV-1a over its parent's hash and its name, mixed at the end because its low bits choose the slot. */
export function hashPath(parentHash: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(parentHash, 0x01000193);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
