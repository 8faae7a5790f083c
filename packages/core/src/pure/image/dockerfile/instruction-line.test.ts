import { expect, test } from 'vitest';
import { instructionLine } from './instruction-line';

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
  expect(instructionLine(createdBy)).toEqual({ word, text });
});

test('a long text is cut', () => {
  const { text } = instructionLine(`RUN ${'a   b '.repeat(100_000)}`);
  expect(text).toHaveLength(400);
  expect(text.startsWith('a b a b')).toBe(true);
});
