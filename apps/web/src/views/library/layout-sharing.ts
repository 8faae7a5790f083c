import { max, sum } from 'd3-array';

/** An image as the sharing picture sees it: what its layers are, the base first. */
export interface SharingImage {
  readonly ref: string;
  readonly layers: readonly SharingLayer[];
  /** How many of the lowest layers are its base image's; 0 where that is not known. */
  readonly baseLayers: number;
}

export interface SharingLayer {
  /** Equal for equal layers of any image: the diff ID, or the digest where there is none. */
  readonly key: string;
  readonly bytes: number;
}

/** A run of layers that stand together in its rows, and in as many images each; stored once, however many those are. */
export interface SharingBlock {
  readonly key: string;
  /** First row, from 0, and how many. */
  readonly row: number;
  readonly rows: number;
  /** Images that have its layers on something else than these rows: the picture cannot draw them as one. */
  readonly elsewhere: number;
  /** From the left, and wide, in bytes. */
  readonly start: number;
  readonly bytes: number;
  /** Layers of the images of these rows, from 1. */
  readonly firstLayer: number;
  readonly lastLayer: number;
  /** All of it belongs to a base image. */
  readonly isBase: boolean;
  /** How many own blocks lie under it: its place on the colour ramp. */
  readonly depth: number;
}

export interface SharingLayout {
  /** The images in the order of their rows. */
  readonly rows: readonly { readonly image: SharingImage; readonly bytes: number; readonly ownBytes: number }[];
  readonly blocks: readonly SharingBlock[];
  /** Of the widest row. */
  readonly bytes: number;
  /** The sum over rows, and what of it is there once. */
  readonly sumBytes: number;
  readonly onceBytes: number;
}

interface PrefixNode {
  readonly layer: SharingLayer | null;
  readonly children: Map<string, PrefixNode>;
  /** Images that end here. */
  readonly images: SharingImage[];
  /** Images that pass or end here. */
  rows: number;
  /** The most of their base layers: what is one image's base is the same layers in the others. */
  baseLayers: number;
}

/**
 * Places images so that what they share from the base up stands in one piece: rows in the order of the tree of shared
 * prefixes, small families on top; each block as long as its bytes. Linear in the number of layers of all images.
 */
export function layoutSharing(images: readonly SharingImage[]): SharingLayout {
  const owners = countOwners(images);
  const rows: SharingLayout['rows'][number][] = [];
  const blocks: SharingBlock[] = [];

  // Depth first without recursion: an image may have thousands of layers. The last pushed comes out first.
  const open = branches(prefixTree(images), { start: 0, below: 0, depth: 0 });
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    const { node, start, below, depth } = run;
    const isBase = node.baseLayers > below;
    let last = node;
    let layer = below + 1;
    let bytes = node.layer?.bytes ?? 0;
    const elsewhere = elsewhereOf(node, owners);
    for (let next = onlyChild(last); next !== null; next = onlyChild(next)) {
      if (next.baseLayers > layer !== isBase || elsewhereOf(next, owners) !== elsewhere) break;
      last = next;
      layer++;
      bytes += next.layer?.bytes ?? 0;
    }
    const row = rows.length;
    blocks.push({
      key: `${row} ${below}`,
      row,
      rows: node.rows,
      elsewhere,
      start,
      bytes,
      firstLayer: below + 1,
      lastLayer: layer,
      isBase,
      depth,
    });
    for (const image of last.images) rows.push({ image, bytes: start + bytes, ownBytes: ownBytes(image, owners) });
    open.push(...branches(last, { start: start + bytes, below: layer, depth: isBase ? depth : depth + 1 }));
  }

  const empty = images.filter(({ layers }) => layers.length === 0).map((image) => ({ image, bytes: 0, ownBytes: 0 }));
  return {
    rows: [...rows, ...empty],
    blocks,
    bytes: max(rows, (row) => row.bytes) ?? 0,
    sumBytes: sum(rows, (row) => row.bytes),
    onceBytes: sum(owners.values(), ({ bytes }) => bytes),
  };
}

function prefixTree(images: readonly SharingImage[]): PrefixNode {
  const root = emptyNode(null);
  for (const image of images) {
    let node = root;
    for (const layer of image.layers) {
      const next = node.children.get(layer.key) ?? emptyNode(layer);
      node.children.set(layer.key, next);
      next.rows++;
      next.baseLayers = Math.max(next.baseLayers, image.baseLayers);
      node = next;
    }
    if (node !== root) node.images.push(image);
  }
  return root;
}

function emptyNode(layer: SharingLayer | null): PrefixNode {
  return { layer, children: new Map(), images: [], rows: 0, baseLayers: 0 };
}

/** The child that continues a run: the only one, where no image ends. */
function onlyChild(node: PrefixNode): PrefixNode | null {
  const [child, other] = node.children.values();
  return child !== undefined && other === undefined && node.images.length === 0 ? child : null;
}

/** What grows from a node, the largest family first. */
function branches<Place>(node: PrefixNode, place: Place): (Place & { readonly node: PrefixNode })[] {
  return [...node.children.values()]
    .sort((one, other) => other.rows - one.rows || (other.layer?.bytes ?? 0) - (one.layer?.bytes ?? 0))
    .map((child) => ({ ...place, node: child }));
}

type Owners = ReadonlyMap<string, { readonly bytes: number; readonly images: number }>;

/** How many images have a layer, wherever it stands in them. */
function countOwners(images: readonly SharingImage[]): Owners {
  const owners = new Map<string, { readonly bytes: number; readonly images: number }>();
  for (const image of images) {
    for (const { key, bytes } of new Map(image.layers.map((layer) => [layer.key, layer])).values()) {
      owners.set(key, { bytes, images: (owners.get(key)?.images ?? 0) + 1 });
    }
  }
  return owners;
}

/** How many images have a node's layer, but not on the same layers below. */
function elsewhereOf({ layer, rows }: PrefixNode, owners: Owners): number {
  return layer === null ? 0 : Math.max(0, (owners.get(layer.key)?.images ?? 0) - rows);
}

/** Bytes of the layers that no other image has. */
function ownBytes(image: SharingImage, owners: Owners): number {
  const keys = new Set(image.layers.map(({ key }) => key));
  return sum([...keys], (key) => (owners.get(key)?.images === 1 ? (owners.get(key)?.bytes ?? 0) : 0));
}
