import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sizeOf } from './artifacts';
import { TAR_END, tarHeader, tarPadding } from './tar-blocks';

const READ_BYTES = 1024 * 1024;

/** What a config says besides its layers; plain where left out. */
export interface ArchiveConfig {
  readonly labels?: Readonly<Record<string, string>>;
  /** Steps that made no layer, after those of the layers. */
  readonly emptySteps?: readonly string[];
}

/** Writes an archive as `docker save` does: the layers, the base first, each a file whose name ends with `.tar` or `.tar.gz`. */
export async function writeDockerArchive(
  path: string,
  name: string,
  layers: readonly string[],
  { labels = {}, emptySteps = [] }: ArchiveConfig = {},
): Promise<void> {
  const diffIds: string[] = [];
  for (const layer of layers) diffIds.push(await diffIdOf(layer));
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: Object.keys(labels).length === 0 ? {} : { Labels: labels },
      rootfs: { type: 'layers', diff_ids: diffIds.map((hex) => `sha256:${hex}`) },
      history: [
        ...diffIds.map((_, position) => ({ created_by: `RUN make step-${position + 1}` })),
        ...emptySteps.map((step) => ({ created_by: step, empty_layer: true })),
      ],
    }),
  );
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`;
  const members = layers.map((layer, position) => ({
    path: layer,
    name: `${diffIds[position]}${layer.endsWith('.gz') ? '.tar.gz' : '.tar'}`,
  }));
  const manifest = [
    { Config: configName, RepoTags: [`bench/${name}:1`], Layers: members.map((member) => member.name) },
  ];

  const archive = createWriteStream(path);
  const put = async (bytes: Uint8Array) => {
    if (!archive.write(bytes)) await once(archive, 'drain');
  };
  const putHeader = (memberName: string, size: number) =>
    put(tarHeader({ name: memberName, type: 'file', size, modifiedAtSeconds: 0 }));
  for (const member of members) {
    const size = sizeOf(member.path);
    await putHeader(member.name, size);
    for await (const piece of createReadStream(member.path, { highWaterMark: READ_BYTES })) await put(piece);
    await put(tarPadding(size));
  }
  for (const [memberName, bytes] of [
    [configName, config],
    ['manifest.json', Buffer.from(JSON.stringify(manifest))],
  ] as const) {
    await putHeader(memberName, bytes.length);
    await put(bytes);
    await put(tarPadding(bytes.length));
  }
  await put(TAR_END);
  archive.end();
  await finished(archive);
}

async function diffIdOf(layer: string): Promise<string> {
  const hash = createHash('sha256');
  const stored = createReadStream(layer, { highWaterMark: READ_BYTES });
  const tar = layer.endsWith('.gz') ? stored.pipe(createGunzip({ chunkSize: READ_BYTES })) : stored;
  for await (const piece of tar) hash.update(piece as Buffer);
  return hash.digest('hex');
}
