import { expect, test } from 'vitest';
import { stepText } from './step-text';

test.each([
  ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['RUN /bin/sh -c apt-get update # buildkit', 'RUN apt-get update'],
  ['COPY . /app # buildkit', 'COPY . /app'],
  ['RUN |1 V=2 /bin/sh -c echo a\n  b', 'RUN echo a b'],
  ['CMD', 'CMD'],
  ['echo \u001b[31mred', 'echo \\x1b[31mred'],
])('%j is shown as %j', (createdBy, text) => {
  expect(stepText(createdBy)).toBe(text);
});

test('a long step is cut', () => {
  expect(stepText(`RUN ${'x'.repeat(500)}`)).toHaveLength(100);
});
