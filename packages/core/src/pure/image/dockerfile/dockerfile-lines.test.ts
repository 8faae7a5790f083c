import { describe, expect, test } from 'vitest';
import { dockerfileInstruction } from './dockerfile-lines';

const text = (createdBy: string) => {
  const { word, lines } = dockerfileInstruction(createdBy);
  return `${word} ${lines.join(' \\ ')}`;
};

describe('is brought back to the form of a Dockerfile:', () => {
  test.each([
    ['/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]', 'CMD ["nginx", "-g", "daemon off;"]'],
    ['CMD ["a\\"b" "c"]', 'CMD ["a\\"b", "c"]'],
    ['ENTRYPOINT []', 'ENTRYPOINT []'],
    ['ENTRYPOINT run me', 'ENTRYPOINT run me'],
    ['SHELL [/bin/bash -o pipefail -c]', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'],
    ['EXPOSE map[443/tcp:{} 80/tcp:{}]', 'EXPOSE 443/tcp 80/tcp'],
    ['/bin/sh -c #(nop)  EXPOSE 80', 'EXPOSE 80'],
    ['VOLUME [/data /logs]', 'VOLUME /data /logs'],
    ['/bin/sh -c #(nop)  VOLUME ["/data"]', 'VOLUME /data'],
    [`/bin/sh -c #(nop) COPY file:${'1c4f'.repeat(16)} in /app/ `, 'COPY file:1c4f… /app/'],
    ['COPY --chown=app . /app # buildkit', 'COPY --chown=app . /app'],
    ['RUN /bin/sh -c a && b # buildkit', 'RUN a \\ && b'],
    [
      'HEALTHCHECK &{["CMD-SHELL" "curl -f x || exit 1"] "30s" "3s" "0s" "0s" \'\\x03\'}',
      'HEALTHCHECK --interval=30s --timeout=3s --retries=3 \\ CMD curl -f x || exit 1',
    ],
    [
      'HEALTHCHECK &{["CMD" "check" "now"] "0s" "0s" "5s" \'\\x00\'}',
      'HEALTHCHECK --start-period=5s \\ CMD ["check","now"]',
    ],
    ['HEALTHCHECK &{["NONE"] "0s" "0s" "0s" "0s" \'\\x00\'}', 'HEALTHCHECK NONE'],
    ['ENV PATH=/usr/bin:/bin', 'ENV PATH=/usr/bin:/bin'],
    ['WORKDIR', 'WORKDIR '],
    ['a note of some tool', 'null a note of some tool'],
  ])('%s', (createdBy, expected) => expect(text(createdBy)).toBe(expected));
});

test('what is damaged stays as it is', () => {
  expect(text('HEALTHCHECK &{["CMD-SHELL"')).toBe('HEALTHCHECK &{["CMD-SHELL"');
  expect(text('CMD ["a')).toBe('CMD ["a');
});

test('a text of any length is answered in time that grows with it', () => {
  // One call could hide a time that grows with the square; two hundred would take minutes.
  const parts = ['"a" (b  ', '] "', '] "} ', '\\"', '"\\', '(&& ', ':{} ', "' ", '`a '];
  for (const part of parts) {
    for (const start of ['CMD ["', 'CMD [', 'HEALTHCHECK &{["x', 'RUN a  && ', 'EXPOSE map[', '/bin/sh -c ']) {
      const long = start + part.repeat(Math.floor(60_000 / part.length));
      for (let step = 0; step < 4; step++) expect(dockerfileInstruction(long).lines.length).toBeGreaterThan(0);
    }
  }
});
