import { type EntryPath, normalizePath, textToByteString } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { LIBRARY } from './address';
import { createExplorerStore } from './explorer-store';
import { readPreferences } from './preferences-slice';

const path = (text: string) => normalizePath(textToByteString(text)) as EntryPath;

/** A page at an image, and what it wrote into the address bar. */
function openPage() {
  const written: string[] = [];
  const store = createExplorerStore(
    { write: (link, how) => written.push(`${how} ${link}`) },
    { ...LIBRARY, image: 'app' },
    readPreferences(null, 'en'),
  );
  return { written, page: store.getState, address: () => store.getState().address };
}

describe('the selection', () => {
  test('a selection is a step for Back, a move of the level is none', () => {
    const { written, page } = openPage();
    page().selectPath(path('/a'));
    page().setLevel(3);
    page().setRange(1, 3);
    page().selectLayer(2);
    expect(written).toEqual([
      'push /image/app?path=/a',
      'replace /image/app?at=3&path=/a',
      'replace /image/app?at=3&from=1&path=/a',
      'push /image/app?at=3&from=1&layer=2&path=/a',
    ]);
  });

  test('choosing what is chosen writes nothing', () => {
    const { written, page } = openPage();
    page().selectPath(path('/a'));
    page().selectPath(path('/a'));
    expect(written).toHaveLength(1);
  });

  test('another path lets go of version and layer', () => {
    const { page, address } = openPage();
    page().selectPathVersion(path('/a'), 4);
    page().selectLayer(2);
    page().selectPath(path('/b'));
    expect(address()).toMatchObject({ path: '/b', layer: null, version: null });
  });

  test('Escape lets go of one thing at a time: layer, version, path', () => {
    const { page, address } = openPage();
    page().selectPathVersion(path('/a'), 4);
    page().selectLayer(2);
    expect(page().peel()).toBe(true);
    expect(address()).toMatchObject({ layer: null, version: 4 });
    page().peel();
    expect(address()).toMatchObject({ version: null, path: '/a' });
    page().peel();
    expect(address().path).toBeNull();
    expect(page().peel()).toBe(false);
  });

  test('another image starts anew', () => {
    const { page, address } = openPage();
    page().selectPath(path('/a'));
    page().setRange(2, 5);
    page().openImage('other');
    expect(address()).toEqual({ ...LIBRARY, image: 'other' });
  });

  test('another platform keeps path and level, the level only where it has so many layers', () => {
    const { page, address } = openPage();
    page().selectPath(path('/a'));
    page().setRange(1, 3);
    page().openSibling('arm64', 3);
    expect(address()).toMatchObject({ image: 'arm64', path: '/a', at: 3, from: 1 });
    page().openSibling('small', 2);
    expect(address()).toMatchObject({ image: 'small', path: '/a', at: null, from: 0 });
  });

  test('what the browser restores is not written again', () => {
    const { written, page, address } = openPage();
    page().restore({ ...LIBRARY, image: 'app', at: 2 });
    expect(address().at).toBe(2);
    expect(written).toEqual([]);
  });
});

describe('the preferences', () => {
  const kept = (text: string) => ({ getItem: () => text });

  test('a damaged memory is as good as none', () => {
    const wrong =
      '{"theme":7,"language":"xx","paneSizes":{"stack":-4},"bytesLook":{"shape":"pie","by":3,"isTable":"no"}}';
    for (const text of ['', 'null', '[]', '{"bytesLook":[]}', wrong]) {
      expect(readPreferences(kept(text), 'zh')).toEqual(readPreferences(null, 'zh'));
    }
  });

  test('what was chosen comes back', () => {
    const text = JSON.stringify({ theme: 'dark', language: 'en', paneSizes: { stack: 500 }, singleKeys: false });
    expect(readPreferences(kept(text), 'zh')).toMatchObject({
      theme: 'dark',
      language: 'en',
      paneSizes: { stack: 500, inspector: null },
      singleKeys: false,
      showRemoved: true,
    });
  });

  test('how the picture of bytes is drawn comes back, each choice by itself', () => {
    const bytesLook = { shape: 'icicle', by: 'kind', show: 'gone', measure: 'stored', isTable: true };
    expect(readPreferences(kept(JSON.stringify({ bytesLook })), 'en').bytesLook).toEqual({
      ...bytesLook,
      show: 'both',
    });
  });

  test('a storage that throws does not break the page', () => {
    const forbidden = {
      getItem: () => {
        throw new Error('forbidden');
      },
    };
    expect(readPreferences(forbidden, 'en').theme).toBe('system');
  });
});
