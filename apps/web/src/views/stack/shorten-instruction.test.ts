import { expect, test } from 'vitest';
import { shortenInstruction } from './shorten-instruction';

test.each([
  ['RUN /bin/sh -c chmod -R g+rwX /app # buildkit', 'RUN', 'chmod -R g+rwX /app'],
  ['/bin/sh -c apt-get update   \n\t && rm -rf /x', 'RUN', 'apt-get update && rm -rf /x'],
  ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD', '["bash"]'],
  [`/bin/sh -c #(nop) ADD file:${'1c4f'.repeat(16)} in / `, 'ADD', 'file:1c4f… in /'],
  ['RUN |2 VERSION=1.2 DEBUG=0 /bin/sh -c make install # buildkit', 'RUN', 'make install'],
  ['|1 VERSION=1.2 /bin/sh -c make install', 'RUN', 'make install'],
  ['COPY . /app # buildkit', 'COPY', '. /app'],
  ['WORKDIR /srv', 'WORKDIR', '/srv'],
  ['RUN /bin/bash -c make', 'RUN', 'make'],
  ['cmd /S /C #(nop) WORKDIR C:\\app', 'WORKDIR', 'C:\\app'],
  ['/bin/sh -c RUN-like text', 'RUN', 'RUN-like text'],
  ['/bin/sh -c COPY is no instruction here', 'RUN', 'COPY is no instruction here'],
  ['bazel build //app:image', null, 'bazel build //app:image'],
  ['runner', null, 'runner'],
  ['', null, ''],
])('%s', (createdBy, word, text) => {
  expect(shortenInstruction(createdBy)).toEqual({ word, text });
});

test('an instruction cannot reorder or break what stands beside it, however long', () => {
  const { text } = shortenInstruction(`RUN echo \u202e ${'x'.repeat(100_000)}`);
  expect(text.startsWith('echo \\u202e xx')).toBe(true);
  expect(text.length).toBeLessThan(500);
});
