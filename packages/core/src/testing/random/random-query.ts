import { randomSource } from './random-source';

/** Terms that fit the names, modes and sizes of random images, so that most of them find something and leave something. */
const TERMS: readonly (readonly string[])[] = [
  ['a', 'b', 'A', '!', '0', 'é', 'zz', '/', '/a', 'a/', 'a/b', '/a/b', 'a!/', '0/a', 'b/a/', '//a', 'c/é'],
  ['*', 'a*', '?', 'a?', '*a', '??', '/a/*', '/*', '**/a', '/**/b', 'a/*', '*/', 'a/**', '/a/**/b', '*!'],
  ['"a"', '"/a"', '"a/b"', '"A"', '"a!"', '"*"', '"é"'],
  ['name:a', 'name:a*', 'name:"a"', 'name:?', 'name:0', 'name:"b"'],
  ['in:/a', 'in:/a/b', 'in:/', 'in:c', 'in:"/a!"', 'in:/zz'],
  ['is:live', 'is:dead', 'is:removed', 'is:added', 'is:content', 'is:meta', 'is:replaced', 'is:dup', 'is:setuid'],
  ['layer:1', 'layer:2', 'layer:3', 'layer:2..4', 'layer:3..', 'layer:..2', 'layer:9'],
  ['over:1', 'over:2', 'over:..2', 'over:2..', 'over:9'],
  ['size:0', 'size:>1', 'size:<=7', 'size:1..31', 'size:<2', 'size:100B', 'size:>=0.03kB'],
  ['type:file', 'type:dir', 'type:link', 'type:dev', 'type:fifo'],
  ['mode:644', 'mode:0600', 'mode:755', 'mode:777'],
  ['owner:0', 'owner:1', 'owner:0:0', 'owner::1', 'owner:1:0'],
];

/** A query of one to three terms; some with a minus. The same seed gives the same. */
export function randomQuery(seed: number): string {
  const random = randomSource(seed);
  const terms = Array.from({ length: 1 + random.int(3) }, () => {
    const term = random.pick(random.pick(TERMS));
    return random.chance(20) ? `-${term}` : term;
  });
  return terms.join(' ');
}
