import { type EntryPath, entriesAt, readRawHeaders } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { type LayerRecipe, layer, layerIndexOf } from '../../testing';
import { contentOffsets } from '../../testing/tar/write-tar';
import { memoryByteSource } from '../blobs/memory-byte-source';
import { MOST_HEADER_BYTES, readTarHeaders } from './read-tar-headers';

const signal = new AbortController().signal;
const text = (bytes: string) => new TextEncoder().encode(bytes);
const long = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'n'.repeat(90)}`;

/** Entries with data and without, with pax headers and without, and some that an index leaves out. */
const recipe: LayerRecipe = layer()
  .file('first', 'x'.repeat(700), { mode: 0o4755 })
  .dir('folder')
  // Marks may carry data, of which an index says nothing.
  .entry({ name: text('folder/.wh.gone'), typeflag: '0', content: new Uint8Array(2000) })
  .file('folder/after', 'y', { xattrs: { 'user.note': 'hello' } })
  .entry({ name: text('of-a-vendor'), typeflag: 'V', content: new Uint8Array(900) })
  .entry({ name: text('../out'), typeflag: '0', content: new Uint8Array(600) })
  .symlink('link', 'first')
  .sparse('holes', 1_000_000, [{ offset: 500_000, content: 'z'.repeat(513) }])
  .file(long, 'w')
  .hardlink('other', 'first')
  .file('first', 'again');

describe('headers of an entry', () => {
  const tar = recipe.tar();
  const index = layerIndexOf(recipe);
  const offsets = contentOffsets(recipe.members());
  const ends = recipe.members().map(({ content }, at) => (offsets[at] ?? 0) + Math.ceil(content.length / 512) * 512);

  test('begin where the entry before it ends, and end where its data begin', async () => {
    for (let entry = 0; entry < index.entryCount; entry++) {
      const member = offsets.indexOf(index.dataOffset(entry));
      const found = await readTarHeaders(memoryByteSource(tar), index, entry, signal);
      const start = ends[member - 1] ?? 0;
      expect(found).toMatchObject({ offset: start, headerBytes: (offsets[member] ?? 0) - start });
      expect(found.storedBytes).toBe(recipe.members()[member]?.content.length);
      expect([...found.bytes]).toEqual([...tar.subarray(start, offsets[member])]);
    }
  });

  test('a path that is there twice has both, a mark belongs to the path that it hides', async () => {
    const at = (path: string) => entriesAt(index, path as EntryPath).map((entry) => index.dataOffset(entry));
    expect(at('/first')).toEqual([offsets[0], offsets[10]]);
    expect(at('/folder/gone')).toEqual([offsets[2]]);
    expect(at(`/${long}`)).toEqual([offsets[8]]);
    expect(at('/folder')).toEqual([offsets[1]]);
    expect(at('/nowhere')).toEqual([]);
    // A part of a path, of which the layer has no entry.
    expect(at(`/${'d'.repeat(90)}`)).toEqual([]);
  });

  test('say what they say', async () => {
    const [entry = -1] = entriesAt(index, '/folder/after' as EntryPath);
    const { bytes } = await readTarHeaders(memoryByteSource(tar), index, entry, signal);
    const [pax, own, ...more] = readRawHeaders(bytes);
    expect(pax).toMatchObject({ offset: 0, type: 'x', records: [['SCHILY.xattr.user.note', 'hello']] });
    expect(own).toMatchObject({ offset: 1024, type: '0', format: 'ustar', records: null });
    expect(own?.fields).toContainEqual({ name: 'name', value: 'folder/after' });
    expect(own?.fields).toContainEqual({ name: 'size', value: '00000000001' });
    expect(more).toEqual([]);
  });

  test('that are very long are given as far as they may be', async () => {
    const wide = layer().file('wide', 'x', { xattrs: { 'user.note': 'v'.repeat(100_000) } });
    const found = await readTarHeaders(memoryByteSource(wide.tar()), layerIndexOf(wide), 0, signal);
    expect(found.headerBytes).toBeGreaterThan(100_000);
    expect(found.bytes).toHaveLength(MOST_HEADER_BYTES);
    // The pax header is there, but not all that it says.
    expect(readRawHeaders(found.bytes)).toMatchObject([{ type: 'x', records: null }]);
  });

  test('of an entry that is no longer there are an error', async () => {
    const other = layer().file('other', 'x'.repeat(5000));
    await expect(readTarHeaders(memoryByteSource(other.tar()), index, 3, signal)).rejects.toMatchObject({
      code: 'location-changed',
    });
  });
});
