import type { ImageSummary, LayerSummary } from '@stratascope/protocol/client';
import { expect, test } from 'vitest';
import { digestTargets } from './digest-targets';

const layer = (number: number, digest: string | null, diffId: string | null) =>
  ({ layer: number, digest, diffId }) as LayerSummary;
const other = (digest: string) => ({ ref: digest, digest, kind: 'image' }) as ImageSummary;

test('a digest leads to the layer, document or image that it names', () => {
  const image = {
    ref: 'manifest',
    id: 'config',
    digest: 'manifest',
    layers: [layer(1, 'blob 1', 'diff 1'), layer(2, 'blob 2', null), layer(3, 'blob 1', 'diff 1')],
    platforms: [other('manifest'), other('arm64')],
    attachments: [other('provenance')],
  };
  const targets = digestTargets(image);
  expect(targets.get('blob 2')).toEqual({ kind: 'layer', layer: 2 });
  // A blob that is there twice: the lower one.
  expect(targets.get('diff 1')).toEqual({ kind: 'layer', layer: 1 });
  expect(targets.get('config')).toEqual({ kind: 'document', document: 'config' });
  expect(targets.get('manifest')).toEqual({ kind: 'document', document: 'manifest' });
  expect(targets.get('arm64')).toEqual({ kind: 'image', image: other('arm64') });
  expect(targets.get('provenance')).toEqual({ kind: 'image', image: other('provenance') });
  expect(targets.get('unknown')).toBeUndefined();
});
