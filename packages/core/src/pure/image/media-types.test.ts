import { describe, expect, it } from 'vitest';
import { isEncryptedLayerType, isImageConfigType, isLayerType } from './media-types';

describe('isLayerType', () => {
  it.each([
    'application/vnd.oci.image.layer.v1.tar',
    'application/vnd.oci.image.layer.v1.tar+gzip',
    'application/vnd.oci.image.layer.v1.tar+zstd',
    'application/vnd.oci.image.layer.v1.tar+gzip+encrypted',
    'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
    'application/vnd.docker.image.rootfs.diff.tar',
    'application/vnd.docker.image.rootfs.diff.tar.gzip',
    'application/vnd.docker.image.rootfs.diff.tar.zstd',
    'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    'application/vnd.oci.image.layer.v1.tar+GZIP',
    'Application/VND.OCI.Image.Layer.v1.tar; charset=binary',
  ])('knows %s', (type) => {
    expect(isLayerType(type)).toBe(true);
  });

  it.each([
    '',
    'application/vnd.example.filesystem.v3',
    'application/vnd.in-toto+json',
    'application/vnd.oci.image.layer.v1.tar+lz4',
    'application/vnd.oci.image.config.v1+json',
  ])('does not know %j', (type) => {
    expect(isLayerType(type)).toBe(false);
  });

  it('tells encrypted layers', () => {
    expect(isEncryptedLayerType('application/vnd.oci.image.layer.v1.tar+gzip+encrypted')).toBe(true);
    expect(isEncryptedLayerType('application/vnd.oci.image.layer.v1.tar+gzip')).toBe(false);
  });
});

describe('isImageConfigType', () => {
  it('takes a config that says nothing of itself for that of an image', () => {
    expect(isImageConfigType(null)).toBe(true);
    expect(isImageConfigType('application/vnd.docker.container.image.v1+json')).toBe(true);
    expect(isImageConfigType('Application/VND.OCI.Image.Config.v1+JSON')).toBe(true);
    expect(isImageConfigType('application/vnd.cncf.helm.config.v1+json')).toBe(false);
  });
});
