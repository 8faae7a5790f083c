import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { archive, image, layer, ociLayout } from '@stratascope/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slowImage } from '../archives';
import { command } from './run-command';

const root = mkdtempSync(join(tmpdir(), 'stratascope-cancel-'));
const dataFolder = join(root, 'data');
let child: ChildProcess;
let api = '';

beforeAll(async () => {
  child = spawn(process.execPath, [command, '--no-open', '--port', '0'], {
    env: { ...process.env, STRATASCOPE_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  api = await new Promise<string>((resolve, reject) => {
    let written = '';
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${written}`)));
    child.stdout?.on('data', (piece: Buffer) => {
      written += piece;
      const found = /https?:\/\/[\w.:[\]]+/.exec(written)?.[0];
      if (found !== undefined) resolve(`${found}/api/v1`);
    });
  });
}, 30_000);
afterAll(async () => {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGINT');
  await ended;
  rmSync(root, { recursive: true, force: true });
});

interface Location {
  readonly id: string;
  readonly images: readonly { readonly ref: string; readonly index: string }[];
}

const post = (path: string, body?: unknown) =>
  fetch(api + path, {
    method: 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
async function open(name: string, bytes: Uint8Array): Promise<Location> {
  writeFileSync(join(root, name), bytes);
  return (await (await post('/locations', { location: join(root, name) })).json()) as Location;
}

/** Names of the files that are not whole. */
const unfinished = () =>
  ['indexes', 'contents', 'scratch'].flatMap((part) => {
    const folder = join(dataFolder, part, 'unfinished');
    return existsSync(folder) ? readdirSync(folder) : [];
  });

const PIECE_BYTES = 32_000_000;
const piece = gzipSync(new Uint8Array(PIECE_BYTES), { level: 1 });

/** A file of zeros as a stream of so many gzip members: next to nothing to make, and long to read. */
function manyZeros(name: string, pieces: number): Uint8Array {
  const head = layer()
    .entry({ name: new TextEncoder().encode(name), typeflag: '0', declaredSize: pieces * PIECE_BYTES })
    .tar({ endBlocks: 0 });
  return Buffer.concat([gzipSync(head), ...Array.from({ length: pieces }, () => piece)]);
}

/** Opens an image of 25 GB of zeros in 40 layers, and waits until workers are at it. What it says of them does not matter. */
async function openSlow(name: string): Promise<string> {
  const layers = Array.from({ length: 40 }, (_, at) => ({
    content: new Uint8Array(),
    blob: manyZeros(`${name}-${at}`, 20),
    diffId: `sha256:${'0'.repeat(64)}`,
  }));
  const { images } = await open(name, archive(ociLayout([image({ layers })])));
  const ref = images[0]?.ref ?? '';
  await post(`/images/${ref}/index`);
  const isUnderWay = async () => {
    const { index } = (await (await fetch(`${api}/images/${ref}`)).json()) as {
      readonly index: { readonly layers: readonly { readonly state: string }[] };
    };
    return index.layers.some(({ state }) => state === 'indexing');
  };
  await expect.poll(isUnderWay, { timeout: 20_000 }).toBe(true);
  return ref;
}

/** How long it takes from now until a small image is read. */
async function timeOfSmall(name: string): Promise<number> {
  const small = archive(ociLayout([image({ layers: [layer().file(name, name)] })]));
  const startedAt = performance.now();
  const { images } = await open(name, small);
  const answer = await fetch(`${api}/images/${images[0]?.ref}/ledger`);
  expect(answer.status).toBe(200);
  await answer.arrayBuffer();
  return performance.now() - startedAt;
}

/** Rounds of a measurement: what else the machine does must not count, so the best one does. */
const ROUNDS = 3;
const SLOWNESS = 5;

test('within a second after a cancel the workers are free, and no unfinished file is left', async () => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const idle = await timeOfSmall(`idle-${round}.tar`);
    const ref = await openSlow(`slow-${round}.tar`);
    const answer = await post(`/images/${ref}/cancel`);
    expect(((await answer.json()) as { state: string }).state).toBe('cancelled');
    // On a machine that has much else to do all takes longer: so much as a small image does.
    times.push((await timeOfSmall(`next-${round}.tar`)) - SLOWNESS * idle);
    await expect.poll(unfinished, { timeout: 2000 }).toEqual([]);
  }
  expect(Math.min(...times)).toBeLessThan(1000);
});

test('closing a location ends the reading of its images as well', async () => {
  const idle = await timeOfSmall('idle.tar');
  await openSlow('closed.tar');
  const { locations } = (await (await fetch(`${api}/locations`)).json()) as { locations: readonly Location[] };
  const reading = locations.find(({ images }) => images.some(({ index }) => index === 'indexing'));
  expect((await fetch(`${api}/locations/${reading?.id}`, { method: 'DELETE' })).status).toBe(204);
  // All layers of it would take longer than this, whatever else the machine does.
  expect((await timeOfSmall('next.tar')) - idle).toBeLessThan(5000);
  await expect.poll(unfinished, { timeout: 2000 }).toEqual([]);
});

test('closing a location while it is unpacked stops that, and leaves nothing of it', async () => {
  writeFileSync(join(root, 'packed.tar.gz'), manyZeros('zeros', 60));
  const opening = post('/locations', { location: join(root, 'packed.tar.gz') });
  const listed = async () => {
    const { locations } = (await (await fetch(`${api}/locations`)).json()) as {
      locations: readonly (Location & { title: string })[];
    };
    return locations.find(({ title }) => title === 'packed.tar.gz');
  };
  await expect.poll(unfinished, { timeout: 10_000, interval: 5 }).toHaveLength(1);
  const location = await listed();
  expect((await fetch(`${api}/locations/${location?.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await opening).status).toBe(499);
  await expect.poll(unfinished, { timeout: 2000 }).toEqual([]);
});

test('a client that goes away stops what only it waited for: a layer that is unpacked for its contents', async () => {
  const { images } = await open('contents.tar', archive(ociLayout([slowImage('contents', 1, 20)])));
  const ref = images[0]?.ref ?? '';
  expect((await fetch(`${api}/images/${ref}/ledger`)).status).toBe(200);
  const leave = new AbortController();
  const asked = fetch(`${api}/images/${ref}/content?path=/zeros-1`, { signal: leave.signal }).catch(() => null);
  const unpacking = () => {
    const folder = join(dataFolder, 'contents', 'unfinished');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  await expect.poll(unpacking, { timeout: 10_000, interval: 5 }).toHaveLength(1);
  leave.abort();
  await asked;
  await expect.poll(unpacking, { timeout: 2000 }).toEqual([]);
  expect(readdirSync(join(dataFolder, 'contents')).filter((name) => name.endsWith('.tar'))).toEqual([]);
});
