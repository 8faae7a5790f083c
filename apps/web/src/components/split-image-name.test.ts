import { expect, test } from 'vitest';
import { platformText, splitImageName } from './split-image-name';

test.each([
  ['docker.io/library/alpine:3.20', 'alpine', '3.20'],
  ['docker.io/acme/api:2.14.0', 'acme/api', '2.14.0'],
  ['localhost:5000/app', 'localhost:5000/app', null],
  ['localhost:5000/app:dev', 'localhost:5000/app', 'dev'],
  ['ghcr.io/acme/api@sha256:ab', 'ghcr.io/acme/api', 'sha256:ab'],
  ['latest', 'latest', null],
])('%s is %s with tag %s', (name, repository, tag) => {
  expect(splitImageName(name)).toEqual({ repository, tag });
});

test('a platform reads as its parts', () => {
  expect(platformText({ os: 'linux', architecture: 'arm64', variant: 'v8' })).toBe('linux/arm64/v8');
  expect(platformText({ os: 'linux', architecture: 'amd64' })).toBe('linux/amd64');
  expect(platformText(null)).toBeNull();
});
