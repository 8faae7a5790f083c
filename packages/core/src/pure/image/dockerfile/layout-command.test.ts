import { expect, test } from 'vitest';
import { layoutCommand } from './layout-command';

test.each([
  ['make', ['make']],
  ['', []],
  ['apt-get update && apt-get install -y curl', ['apt-get update', '&& apt-get install -y curl']],
  [
    'apt-get update     && apt-get install -y       curl       git     && rm -rf /x',
    ['apt-get update', '&& apt-get install -y', 'curl', 'git', '&& rm -rf /x'],
  ],
  ['set -eux; make; test -x a || exit 1', ['set -eux;', 'make;', 'test -x a', '|| exit 1']],
  ["echo 'a && b;   c' && x", ["echo 'a && b;   c'", '&& x']],
  ['echo "a \\" && b" && x', ['echo "a \\" && b"', '&& x']],
  ['x=$(a && b; c) && y', ['x=$(a && b; c)', '&& y']],
  ['case x in a) b ;; esac', ['case x in a) b ;; esac']],
  ['a | b & c', ['a | b & c']],
  ['find . -exec rm {} \\; && x', ['find . -exec rm {} \\;', '&& x']],
  ['one\n  two\nthree', ['one', '  two', 'three']],
])('%j', (command, lines) => expect(layoutCommand(command)).toEqual(lines));

test('nothing but white space between words is changed', () => {
  const command = 'a  &&b||c;d "e  f"   \'g;h\' $(i  j) \\  k }{ ) " unfinished   &&';
  const bare = (text: string) => text.replace(/\s+/g, '');
  expect(bare(layoutCommand(command).join('\n'))).toBe(bare(command));
});
