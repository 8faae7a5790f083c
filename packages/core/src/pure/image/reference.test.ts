import { describe, expect, it } from 'vitest';
import { fullName, tagOf } from './reference';

describe('fullName', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine:latest'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    ['library/alpine', 'docker.io/library/alpine:latest'],
    ['docker.io/alpine', 'docker.io/library/alpine:latest'],
    ['index.docker.io/library/alpine:latest', 'docker.io/library/alpine:latest'],
    ['corpus/app', 'docker.io/corpus/app:latest'],
    ['quay.io/app', 'quay.io/app:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['registry:5000/team/web', 'registry:5000/team/web:latest'],
    ['registry:5000/team/web:2.0', 'registry:5000/team/web:2.0'],
    ['bazel/v1/tarball:test', 'docker.io/bazel/v1/tarball:test'],
    ['app@sha256:ab', 'docker.io/library/app@sha256:ab'],
  ])('of %s is %s (rule 27)', (name, full) => {
    expect(fullName(name)).toBe(full);
    expect(fullName(full)).toBe(full);
  });
});

describe('tagOf', () => {
  it.each([
    ['app:1', '1'],
    ['registry:5000/app', null],
    ['registry:5000/app:2', '2'],
    ['app@sha256:ab', null],
    ['app', null],
  ])('of %s is %s', (name, tag) => {
    expect(tagOf(name)).toBe(tag);
  });
});
