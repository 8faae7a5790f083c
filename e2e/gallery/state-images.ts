import {
  archive,
  compress,
  type ImageOptions,
  type ImageRecipe,
  image,
  type LayerOptions,
  type LayerRecipe,
  layer,
  ociLayout,
} from '@stratascope/core/testing';
import { slowImage } from '../archives';

/** Names of the images of the gallery, by the state they are in. */
export const STATE = {
  emptyLayer: 'harbour/empty-layer:1',
  zeroLayers: 'harbour/zero-layers:1',
  oneLayer: 'harbour/one-layer:1',
  manyLayers: 'harbour/many-layers:127',
  partial: 'harbour/partial:1',
  digest: 'harbour/not-its-digest:1',
  compression: 'harbour/bzip2:1',
  damaged: 'harbour/damaged:1',
  names: 'harbour/names:1',
  plain: 'harbour/plain:1',
  slow: 'harbour/slow:1',
  stopped: 'harbour/stopped:1',
} as const;

const MANY = 127;

/** A name of 244 characters, of which no one may cut its end. */
export const LONG_NAME = `${'long-'.repeat(48)}end.txt`;
/** Begins with Hebrew, which is read from the right. */
export const RIGHT_TO_LEFT = 'מגדלור-2024.txt';
/** Would be seen as `invoice.exe.pdf` reversed, and breaks its line. */
const HIDING = ['invoice\u202efdp.exe', 'two\nlines.txt', 'bell\u0007.txt', ' blank at both ends ', 'zero\u200bwidth'];

const system = layer()
  .dir('etc')
  .file('etc/motd', 'Welcome aboard.\n')
  .file('etc/hosts', '127.0.0.1 localhost\n')
  .file('etc/os-release', 'ID=harbour\nPRETTY_NAME="Harbour Linux 3"\nVERSION_ID=3\n')
  .dir('usr')
  .dir('usr/lib')
  .file('usr/lib/libharbour.so.3', 2_400_000)
  .file('usr/lib/libtide.so.1', 900_000);
const program = layer().dir('srv').file('srv/pilot', 1_600_000, { mode: 0o755 }).file('srv/pilot.conf', 'berth = 4\n');
const settings = layer().file('etc/issue', 'Lighthouse 2\n').whiteout('etc/motd');

const ADD = '/bin/sh -c #(nop) ADD file:harbour.tar.xz in / ';
const COPY = 'COPY pilot /srv/ # buildkit';
const RUN = 'RUN /bin/sh -c pilot --check && rm /etc/motd # buildkit';

/** A layer whose stream ends in the middle of its second file. */
function cutLayer(): LayerOptions {
  const content = layer().file('srv/pilot', 'whole\n').file('srv/charts', new Uint8Array(3_000_000).fill(0x61));
  const blob = compress(content.tar().subarray(0, 1_400_000), 'gzip');
  return { content, blob: blob.subarray(0, blob.length - 12), createdBy: COPY };
}

/** Every layer has a file of its own size, changes one of all layers, and each tenth removes what its neighbour brought. */
function manyLayers(): readonly LayerOptions[] {
  return Array.from({ length: MANY }, (_, at) => {
    const number = at + 1;
    const content = layer()
      .dir('opt')
      .file(`opt/part-${number}`, 20_000 + ((number * 7919) % 97) * 9000)
      .file('opt/version', `${number}\n`);
    if (number % 10 === 0) content.whiteout(`opt/part-${number - 1}`);
    return { content, createdBy: `RUN /bin/sh -c make part-${number} # buildkit` };
  });
}

function oddNames(): LayerRecipe {
  const recipe = layer().dir('names').file(LONG_NAME, 'x').file(`names/${RIGHT_TO_LEFT}`, 'Lighthouse\n');
  for (const [at, name] of HIDING.entries()) recipe.file(`names/${name}`, `contents ${at}\n`);
  const notUtf8 = [...new TextEncoder().encode('names/caf'), 0xe9, ...new TextEncoder().encode('.txt')];
  return recipe.file(Uint8Array.from(notUtf8), 'not UTF-8\n').file(`deep/${'d/'.repeat(40)}f`, 'y');
}

const RECIPES: readonly (ImageOptions & { readonly name: string })[] = [
  { name: STATE.oneLayer, layers: [system] },
  { name: STATE.emptyLayer, layers: [made(system, ADD), made(layer(), 'RUN /bin/sh -c true'), made(settings, RUN)] },
  { name: STATE.zeroLayers, layers: [], config: { Cmd: ['/pilot'] } },
  { name: STATE.manyLayers, layers: manyLayers() },
  { name: STATE.partial, layers: [made(system, ADD), cutLayer(), made(settings, RUN)] },
  {
    name: STATE.digest,
    layers: [made(system, ADD), made(program, COPY), { ...made(settings, RUN), diffId: `sha256:${'1'.repeat(64)}` }],
  },
  {
    name: STATE.compression,
    layers: [
      made(system, ADD),
      { ...made(program, COPY), blob: new TextEncoder().encode('BZh91AY&SY and so on') },
      made(settings, RUN),
    ],
  },
  {
    name: STATE.damaged,
    layers: [
      made(system, ADD),
      { content: layer().file('etc/lost', 'nobody knows\n'), isMissing: true, createdBy: 'COPY lost /etc/ # buildkit' },
      made(settings, RUN),
      cutLayer(),
      made(layer().dir('var').file('var/log', 40_000), 'RUN /bin/sh -c pilot --log # buildkit'),
    ],
  },
  { name: STATE.names, layers: [oddNames(), layer().file(`${LONG_NAME.slice(0, -4)}.log`, 'y')] },
  {
    // Nothing of it is dead; it has an empty folder, a link to nothing and a name that is gone.
    name: STATE.plain,
    layers: [
      made(system, ADD),
      made(
        layer().dir('srv').dir('srv/empty').symlink('srv/editor', '/usr/bin/vim').file('srv/marker', ''),
        'COPY srv/ /srv/ # buildkit',
      ),
      made(layer().whiteout('srv/marker'), 'RUN /bin/sh -c rm /srv/marker # buildkit'),
    ],
  },
];

function made(content: LayerRecipe, createdBy: string): LayerOptions {
  return { content, createdBy };
}

/** A chart of a package manager: in a layout like an image, and none. */
const chart = {
  kind: 'artifact',
  names: ['harbour/chart:1'],
  artifactType: 'application/vnd.cncf.helm.config.v1+json',
  layers: [
    {
      mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
      content: compress(layer().file('chart/Chart.yaml', 'name: pilot\n').tar(), 'gzip'),
    },
  ],
} as const;

/** A file that a product of the gallery opens. */
export interface GalleryFile {
  readonly file: string;
  readonly bytes: () => Uint8Array;
}

const recipes = (): readonly ImageRecipe[] =>
  RECIPES.map(({ name, ...options }) => image({ names: [name], ...options }));

/** All images in their states, and what is no image. */
export const STATE_FILES: readonly GalleryFile[] = [
  { file: 'states.tar', bytes: () => archive(ociLayout(recipes())) },
  { file: 'chart.tar', bytes: () => archive(ociLayout([chart])) },
  { file: 'picture.tar', bytes: () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
];

/** An image that says nothing but itself. */
export const PLAIN_FILES: readonly GalleryFile[] = [
  { file: 'plain.tar', bytes: () => archive(ociLayout([image({ names: [STATE.oneLayer], layers: [system] })])) },
];

/** One to be looked at while it is read, one to be stopped. */
export const SLOW_FILES: readonly GalleryFile[] = [
  { file: 'slow.tar', bytes: () => archive(ociLayout([slowImage(STATE.slow, 8, 6), slowImage(STATE.stopped, 5, 7)])) },
];
