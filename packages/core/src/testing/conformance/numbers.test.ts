import { lsRows } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { layer } from '../layer-recipe';
import { latin1 } from '../tar/write-tar';
import { loadLayers } from './open-recipe';

describe('rule 22: five sizes', () => {
  test('stored, tar, content, live and dead are never mixed', async () => {
    const recipe = layer().file('a', 1000).hardlink('b', 'a').file('c', 24).symlink('l', 'a');
    const { layers, tree } = await loadLayers(recipe, layer().whiteout('c'));
    expect(layers[0]?.tarBytes).toBe(recipe.tar().length);
    expect(layers[0]?.storedBytes).toBeLessThan(recipe.tar().length);
    expect(tree.ledger(2).layers[0]).toMatchObject({ content: 1024, live: 1000, dead: 24 });
  });
});

describe('rule 23: the ledger', () => {
  const layers = [
    layer()
      .file('overwritten', 1)
      .file('metadata', 2)
      .file('identical', 4)
      .file('whiteout', 8)
      .file('d/opaque', 16)
      .file('replaced', 32)
      .file('kept', 64)
      .hardlink('kept2', 'kept'),
    layer()
      .file('overwritten', 'new')
      .file('metadata', 2, { mode: 0o600 })
      .file('identical', 4)
      .whiteout('whiteout')
      .opaque('d')
      .dir('replaced')
      .file('twice', 128)
      .file('twice', 256)
      .whiteout('kept'),
  ];

  test('gives each dead byte one killer and one cause', async () => {
    const { tree } = await loadLayers(...layers);
    expect(tree.ledger(2).layers).toEqual([
      {
        layer: 1,
        content: 127,
        live: 64,
        dead: 63,
        deadBy: [
          { cause: 'overwritten', by: 2, bytes: 1 },
          { cause: 'metadata', by: 2, bytes: 2 },
          { cause: 'identical', by: 2, bytes: 4 },
          { cause: 'whiteout', by: 2, bytes: 8 },
          { cause: 'opaque', by: 2, bytes: 16 },
          { cause: 'replaced', by: 2, bytes: 32 },
        ],
      },
      {
        layer: 2,
        content: 393,
        live: 265,
        dead: 128,
        deadBy: [{ cause: 'superseded-in-layer', by: 2, bytes: 128 }],
      },
    ]);
  });

  test('at a level knows nothing of the layers above, and adds up to what a walk counts', async () => {
    const { tree } = await loadLayers(...layers);
    expect(tree.ledger(1)).toMatchObject({ content: 127, live: 127, dead: 0 });
    const [root] = tree.walk(2);
    if (root === undefined) throw new Error('no root');
    expect(tree.subtree(root, 2).bytes).toBe(64 + 265);
    expect(tree.ledger(2).live).toBe(64 + 265);
    expect(tree.bytesByLayer(root, 2)).toEqual([0, 64, 265]);
  });

  test('judges the killer by what stands there in the end, not by what it lost on the way', async () => {
    const { tree } = await loadLayers(layer().file('p', 'same'), layer().file('p', 'other').file('p', 'same'));
    expect(tree.ledger(2).layers[0]?.deadBy).toEqual([{ cause: 'identical', by: 2, bytes: 4 }]);
  });

  test('lets an inode live while one of its names does', async () => {
    const linked = [layer().file('a', 'bytes').hardlink('b', 'a'), layer().whiteout('a'), layer().file('b', 'other')];
    const { tree } = await loadLayers(...linked);
    expect(tree.ledger(2).dead).toBe(0);
    expect(tree.ledger(3).layers[0]?.deadBy).toEqual([{ cause: 'overwritten', by: 3, bytes: 5 }]);
  });
});

describe('rule 25: rows', () => {
  test('are these lines, to the character', async () => {
    const layers = [
      layer()
        .dir('bin', { mode: 0o1755, mtime: '1.50' })
        .file('bin/tool', 'run\n', { mode: 0o4755, uid: 10, gid: 20, xattrs: { 'user.z': '1', 'user.a': 'A' } })
        .hardlink('sbin/tool', 'bin/tool')
        .file(latin1('\xef\xbb\xbfbom'), '')
        .file('gone', 'abc'),
      layer().symlink(latin1('l\xff'), latin1('to\xff')).char('null', 1, 3).whiteout('gone'),
    ];
    const { tree } = await loadLayers(...layers);
    const rows = Array.from(lsRows(tree, 2, { ghosts: true }), (row) => JSON.stringify(row));
    // `printf 'run\\n' | sha256sum`
    const tool = 'b5004f26a852b0d60ec1237432c1a33c2307ff2458c374d9d99749d045c7feb9';
    expect(rows).toEqual([
      '{"path":"/","type":"dir","mode":"0755","uid":0,"gid":0,"implied":true,"layer":0}',
      '{"path":"/bin","type":"dir","mode":"1755","uid":0,"gid":0,"mtime":"1.5","layer":1}',
      `{"path":"/bin/tool","type":"file","mode":"4755","uid":10,"gid":20,"mtime":"1709251200","size":4,"sha256":"${tool}","xattrs":{"user.a":"QQ==","user.z":"MQ=="},"hl":"/bin/tool","layer":1}`,
      '{"path":"/gone","ghost":true,"type":"file","size":3,"removedBy":{"layer":2,"how":"whiteout"},"layer":1}',
      '{"path":"/l\ufffd","pathHex":"2f6cff","type":"symlink","mode":"0777","uid":0,"gid":0,"mtime":"1709251200","link":"to\ufffd","linkHex":"746fff","layer":2}',
      '{"path":"/null","type":"char","mode":"0644","uid":0,"gid":0,"mtime":"1709251200","dev":"1:3","layer":2}',
      '{"path":"/sbin","type":"dir","mode":"0755","uid":0,"gid":0,"implied":true,"layer":1}',
      `{"path":"/sbin/tool","type":"file","mode":"4755","uid":10,"gid":20,"mtime":"1709251200","size":4,"sha256":"${tool}","xattrs":{"user.a":"QQ==","user.z":"MQ=="},"hl":"/bin/tool","layer":1}`,
      '{"path":"/\ufeffbom","type":"file","mode":"0644","uid":0,"gid":0,"mtime":"1709251200","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","layer":1}',
    ]);
  });
});
