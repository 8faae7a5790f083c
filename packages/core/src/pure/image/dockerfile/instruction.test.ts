import { describe, expect, test } from 'vitest';
import { parseInstruction } from './instruction';

const parse = (createdBy: string) => {
  const { word, rest, buildArguments } = parseInstruction(createdBy);
  return [word, rest, ...buildArguments];
};

describe('an instruction is found in the words of', () => {
  test.each([
    ['the classic builder', '/bin/sh -c #(nop)  CMD ["bash"]', 'CMD', '["bash"]'],
    ['its commands', '/bin/sh -c apt-get update   && rm -rf /x', 'RUN', 'apt-get update   && rm -rf /x'],
    ['BuildKit', 'RUN /bin/sh -c make all # buildkit', 'RUN', 'make all'],
    ['BuildKit without a shell', 'COPY . /app # buildkit', 'COPY', '. /app'],
    ['another shell', 'RUN /bin/bash -euxo pipefail -c make # buildkit', 'RUN', '/bin/bash -euxo pipefail -c make'],
    [
      'a shell with flags of one letter',
      'RUN /bin/ash -eo pipefail -c x # buildkit',
      'RUN',
      '/bin/ash -eo pipefail -c x',
    ],
    ['kaniko', 'RUN apk add curl', 'RUN', 'apk add curl'],
    ['buildah', '/bin/sh -c #(nop) COPY dir:ab in /srv ', 'COPY', 'dir:ab in /srv'],
    ['Windows', 'cmd /S /C #(nop) WORKDIR C:\\app', 'WORKDIR', 'C:\\app'],
    ['a maintainer', '/bin/sh -c #(nop)  MAINTAINER A Person', 'MAINTAINER', 'A Person'],
    ['a word alone', 'CMD', 'CMD', ''],
    ['several lines', 'RUN /bin/sh -c one\ntwo # buildkit', 'RUN', 'one\ntwo'],
  ])('%s', (_, createdBy, ...expected) => expect(parse(createdBy)).toEqual(expected));

  test.each([
    ['/bin/sh -c COPY is no instruction here', 'RUN', 'COPY is no instruction here'],
    ['bazel build //app:image', null, 'bazel build //app:image'],
    ['/bin/sh -c #(nop) something else', null, 'something else'],
    ["# debian.sh --arch 'amd64' out/", null, "# debian.sh --arch 'amd64' out/"],
    ['', null, ''],
    ['RUNNER x', null, 'RUNNER x'],
  ])('nobody: %s', (createdBy, ...expected) => expect(parse(createdBy)).toEqual(expected));
});

describe('build arguments', () => {
  test.each([
    ['|2 A=1 B=2 /bin/sh -c make', ['A=1', 'B=2']],
    ['RUN |2 A=one word B=2 /bin/sh -c make # buildkit', ['A=one word', 'B=2']],
    ['|0 /bin/sh -c make', []],
  ])('stand before the shell: %s', (createdBy, buildArguments) => {
    expect(parseInstruction(createdBy)).toEqual({ word: 'RUN', rest: 'make', buildArguments });
  });

  test('that cannot be told apart stay one text', () => {
    expect(parseInstruction('|1 A=x B=y /bin/sh -c make').buildArguments).toEqual(['A=x B=y']);
  });
});

test('a text of any length is read in time that grows with it', () => {
  const long = `|3 ${'A= '.repeat(200_000)}`;
  expect(parseInstruction(long).rest.length).toBeGreaterThan(500_000);
  expect(parseInstruction(`RUN ${' '.repeat(500_000)}x`).rest).toBe('x');
});
