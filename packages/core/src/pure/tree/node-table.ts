/** No node: a path that no layer so far has brought. */
export const NO_NODE = 0xffffffff;

const FIRST_SLOTS = 1 << 12;
/** Differs from run to run, so that no image can be made of names that all fall on one slot. */
const SEED = Math.floor(Math.random() * 0x1_0000_0000);

/**
 * Numbers the paths of an image while its layers are merged: each (parent, name) pair once, the root 0, a parent
 * before its children. One open-addressing table over columns; no path string is ever made.
 */
export class NodeTable {
  count = 1;
  readonly parent: Uint32Array;
  readonly nameStart: Uint32Array;
  readonly names: Uint8Array;
  readonly #hash: Uint32Array;
  /** Nodes by hash; 0 is a free slot, since the root is never looked up. At most half full. */
  #slots = new Uint32Array(FIRST_SLOTS);

  /** `capacity`: most nodes that will ever be added, the root among them; `nameBytes`: most bytes of their names. */
  constructor(capacity: number, nameBytes: number) {
    this.parent = new Uint32Array(capacity);
    this.nameStart = new Uint32Array(capacity + 1);
    this.names = new Uint8Array(nameBytes);
    this.#hash = new Uint32Array(capacity);
  }

  /** The child of `parent` that is named by `bytes[start..end)`, or {@link NO_NODE}. */
  find(parent: number, bytes: Uint8Array, start: number, end: number): number {
    return this.#slots[this.#slotOf(parent, hashName(parent, bytes, start, end), bytes, start, end)] || NO_NODE;
  }

  findOrAdd(parent: number, bytes: Uint8Array, start: number, end: number): number {
    const hash = hashName(parent, bytes, start, end);
    const slot = this.#slotOf(parent, hash, bytes, start, end);
    const found = this.#slots[slot] ?? 0;
    if (found !== 0) return found;

    const node = this.count++;
    const nameStart = this.nameStart[node] ?? 0;
    for (let at = start; at < end; at++) this.names[nameStart + at - start] = bytes[at] ?? 0;
    this.nameStart[node + 1] = nameStart + end - start;
    this.parent[node] = parent;
    this.#hash[node] = hash;
    this.#slots[slot] = node;
    if (this.count * 2 > this.#slots.length) this.#grow();
    return node;
  }

  /** Where the node is, or where it would go. */
  #slotOf(parent: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const node = slots[slot] ?? 0;
      if (node === 0) return slot;
      if (this.#hash[node] === hash && this.parent[node] === parent && this.#isNamed(node, bytes, start, end)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  #isNamed(node: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.nameStart[node] ?? 0;
    if ((this.nameStart[node + 1] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (this.names[from + at - start] !== bytes[at]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let node = 1; node < this.count; node++) {
      let slot = (this.#hash[node] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over the parent and the bytes of the name, mixed at the end because its low bits choose the slot. */
function hashName(parent: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = Math.imul(parent ^ SEED, 0x01000193);
  hash = Math.imul(hash ^ (parent >>> 16), 0x01000193);
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
