import { readFileSync } from 'node:fs';
import { entriesOfTar, image, layer } from '@stratascope/core/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { writeArchive } from '../conformance/recipe-location';
import { commandRunner } from '../conformance/run-in-memory';

const runner = commandRunner();
afterAll(() => runner.close());
const run = (...args: string[]) => runner.run(args);

/** Lines of text with runs of blanks as one, so that a test says what stands there and not how wide. */
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '));

const T0 = 1_700_000_000;
const base = layer()
  .dir('etc', { mtime: T0 })
  .file('etc/motd', 'welcome', { mtime: T0 })
  .file('etc/secret', 'hidden', { mtime: T0, mode: 0o600 });
const change = layer()
  .file('etc/motd', 'welcome back', { mtime: T0 + 60, mode: 0o755 })
  .symlink('etc/link', 'motd', { mtime: T0 });
const removal = layer().whiteout('etc/secret');
const app = image({
  names: ['example/app:1'],
  layers: [base, change, removal],
  history: [
    { createdBy: 'ADD base' },
    { createdBy: 'RUN greet' },
    { createdBy: 'CMD', isEmpty: true },
    { createdBy: 'RUN rm /etc/secret' },
  ],
});
const location = writeArchive(runner, 'app.tar', [app]);

describe('ls', () => {
  test('text has type and mode, owner, size, time, layer and path', async () => {
    const { exit, stdout } = await run('ls', location);
    expect(exit).toBe(0);
    expect(linesOf(stdout)).toEqual([
      'mode owner size modified (UTC) layer path',
      'drwxr-xr-x 0:0 – – 0 /',
      'drwxr-xr-x 0:0 – 2023-11-14 22:13 1 /etc/',
      'lrwxrwxrwx 0:0 – 2023-11-14 22:13 2 /etc/link → motd',
      '-rwxr-xr-x 0:0 12 B 2023-11-14 22:14 2 /etc/motd',
    ]);
  });

  test('--level shows the file system as of a layer, --ghosts what was removed and by whom', async () => {
    expect((await run('ls', location, '--level', '1')).stdout).toContain('/etc/secret');
    const { stdout } = await run('ls', location, '--ghosts');
    expect(linesOf(stdout).at(-1)).toBe('removed 6 B 1 /etc/secret removed in 3 (whiteout)');
  });

  test('a level that is not there is a bad choice', async () => {
    expect(await run('ls', location, '--level', '4')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('level-unknown'),
    });
  });
});

describe('the life of a path', () => {
  test('why tells each version, what it changed, whose bytes it made dead, and the step that made its layer', async () => {
    const { stdout } = await run('why', location, '/etc/motd');
    expect(linesOf(stdout)).toEqual([
      '/etc/motd',
      '',
      '+ layer 1 added file, 7 B, 0644 0:0, 2023-11-14 22:13',
      'its 7 B are dead since layer 2: overwritten',
      'ADD base',
      '',
      '~ layer 2 content file, 12 B, 0755 0:0, 2023-11-14 22:14',
      'mode 0644 → 0755, mtime 2023-11-14 22:13 → 2023-11-14 22:14',
      'made 7 B of layer 1 dead: overwritten',
      'RUN greet',
      '',
      'At the top it is there, from layer 2.',
    ]);
  });

  test('why --json has the values of what changed, and sums what was shipped for the path', async () => {
    const life = JSON.parse((await run('why', location, 'etc/motd', '--json')).stdout);
    expect(life).toMatchObject({ path: '/etc/motd', shippedBytes: 19, deadBytes: 7 });
    expect(life.versions[1]).toMatchObject({
      layer: 2,
      change: 'content',
      changed: [
        { attribute: 'mode', before: '0644', after: '0755' },
        { attribute: 'mtime', before: String(T0), after: String(T0 + 60) },
      ],
      broughtBytes: 12,
      killed: { cause: 'overwritten', bytes: 7, layer: 1 },
    });
  });

  test('why of a removed path ends with who removed it', async () => {
    const lines = linesOf((await run('why', location, '/etc/secret')).stdout);
    expect(lines).toContain('by a whiteout at /etc/secret');
    expect(lines.at(-1)).toBe('At the top it is not there; layer 3 removed it.');
  });

  test('what is added again is compared with what it was before it was removed', async () => {
    const again = layer().file('etc/secret', 'found', { mtime: T0, mode: 0o644 });
    const returned = writeArchive(runner, 'again.tar', [image({ layers: [base, removal, again] })]);
    expect(linesOf((await run('why', returned, '/etc/secret')).stdout)).toContain('mode 0600 → 0644');
    const { versions } = JSON.parse((await run('why', returned, '/etc/secret', '--json')).stdout);
    expect(versions[2]).toMatchObject({
      change: 're-added',
      changed: [{ attribute: 'mode', before: '0600', after: '0644' }],
    });
  });

  test('a path that never was is a bad choice', async () => {
    expect(await run('why', location, '/nowhere')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('path-unknown'),
    });
  });
});

describe('changes', () => {
  test('from one level to another, with what exactly changed', async () => {
    expect(linesOf((await run('changes', location, '1..3')).stdout)).toEqual([
      '+ added /etc/link → motd',
      '~ content +5 B /etc/motd (mode 0644 → 0755, mtime 2023-11-14 22:13 → 2023-11-14 22:14)',
      '− removed −6 B /etc/secret (whiteout)',
      'From level 1 to level 3: 1 added, 1 changed, 1 removed.',
    ]);
  });

  test('the top layer where no range is given, one layer where one number is', async () => {
    expect(linesOf((await run('changes', location)).stdout).at(-1)).toBe('Layer 3: 0 added, 0 changed, 1 removed.');
    expect(linesOf((await run('changes', location, '2')).stdout).at(-1)).toBe(
      'Layer 2: 1 added, 1 changed, 0 removed.',
    );
  });

  test('what a layer brought again as it was is listed as identical', async () => {
    const twice = writeArchive(runner, 'twice.tar', [image({ layers: [base, base] })]);
    expect(linesOf((await run('changes', twice)).stdout)).toEqual([
      '= identical 0 B /etc/motd',
      '= identical 0 B /etc/secret',
      'Layer 2: 0 added, 0 changed, 0 removed, 2 identical.',
    ]);
    const rows = (await run('changes', twice, '--format', 'jsonl')).stdout.trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row).change)).toEqual(['identical', 'identical']);
  });

  test('jsonl has the state before and after', async () => {
    const rows = (await run('changes', location, '--format', 'jsonl')).stdout.trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row))).toMatchObject([
      {
        path: '/etc/secret',
        change: 'removed',
        how: 'whiteout',
        before: { type: 'file', size: 6, layer: 1 },
        after: null,
      },
    ]);
  });
});

describe('cat', () => {
  test('writes a file as of a level, also one that was removed above it', async () => {
    expect((await run('cat', location, '/etc/motd')).stdout).toBe('welcome back');
    expect((await run('cat', location, '/etc/motd', '--level', '1')).stdout).toBe('welcome');
    expect((await run('cat', location, '/etc/secret')).stdout).toBe('hidden');
  });

  test('what is no file has no contents', async () => {
    expect(await run('cat', location, '/etc')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('not-a-file'),
    });
    expect(await run('cat', location, '/gone')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('path-unknown'),
    });
  });
});

describe('export', () => {
  test('writes a folder of a level as a tar', async () => {
    const members = async (...args: string[]) =>
      entriesOfTar(new TextEncoder().encode((await run('export', location, ...args)).stdout)).map(
        ({ name, size }) => `${name} ${size}`,
      );
    expect(await members('/etc')).toEqual(['etc/ 0', 'etc/link 0', 'etc/motd 12']);
    expect(await members('/', '--level', '1')).toEqual(['./ 0', './etc/ 0', './etc/motd 7', './etc/secret 6']);
  });

  test('what is not there at the level is no empty tar', async () => {
    expect(await run('export', location, '/etc/secret')).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining('path-unknown'),
    });
  });
});

describe('inspect and analyze', () => {
  test('inspect puts steps beside the layers they made, and empty ones between', async () => {
    const lines = linesOf((await run('inspect', location)).stdout);
    expect(
      lines.filter((line) => /^(?:\d|–)/.test(line)).map((line) => line.replace(/^(\S+).* (?=ADD|RUN|CMD)/, '$1 ')),
    ).toEqual(['1 ADD base', '2 RUN greet', '– CMD', '3 RUN rm /etc/secret']);
  });

  test('analyze gives each layer its live and dead bytes, and their sum', async () => {
    const [ledger] = JSON.parse((await run('analyze', location, '--json')).stdout).images;
    expect(ledger.layers.map(({ content, live, dead }: Record<string, number>) => ({ content, live, dead }))).toEqual([
      { content: 13, live: 0, dead: 13 },
      { content: 12, live: 12, dead: 0 },
      { content: 0, live: 0, dead: 0 },
    ]);
    expect(ledger.total).toMatchObject({ content: 25, live: 12, dead: 13, deadBy: { overwritten: 7, whiteout: 6 } });
    expect((await run('analyze', location)).stdout).toContain('13 B dead (52.0 % of the content)');
  });

  test('of a layer that is not there nothing is known, and small deaths are summed up', async () => {
    const partial = writeArchive(runner, 'partial.tar', [
      image({ layers: [base, { content: layer().file('lost', '1'), isMissing: true }, change] }),
    ]);
    const lines = linesOf((await run('analyze', partial)).stdout);
    expect(lines.find((line) => line.startsWith('2 '))).toMatch(/^2 \? \? \? \? \? \[missing\]/);
    expect(lines.find((line) => line.startsWith('≥'))).toMatch(/^≥ \d.* ≥ \d.* ≥ \d.* ≥ \d.* ≥ \d/);

    const written = Array.from({ length: 13 }, (_, at) => layer().file('log', 'x'.repeat(at + 1)));
    const many = linesOf((await run('analyze', writeArchive(runner, 'many.tar', [image({ layers: written })]))).stdout);
    expect(many.filter((line) => / of layer \d+ by layer \d+: /.test(line))).toHaveLength(10);
    expect(many.at(-1)).toBe('3 B in 2 more such pairs (all of them: --json)');
  });

  test('several locations: what they share by blob, and what each has alone', async () => {
    const other = writeArchive(runner, 'other.tar', [
      image({ names: ['example/other:1'], layers: [base, layer().file('x', 'y')] }),
    ]);
    const answer = JSON.parse((await run('analyze', location, other, '--json')).stdout);
    const [first, second] = answer.images;
    const shared = first.layers[0].stored;
    expect(first.sharing).toMatchObject({ shared, sharedWith: [{ image: 1, stored: shared }] });
    expect(second.sharing).toMatchObject({ shared, own: second.total.storedOnce - shared });
    expect(answer.together.storedOnce).toBe(first.total.storedOnce + second.total.storedOnce - shared);
    expect((await run('analyze', location, other)).stdout).toContain('Together');
  });
});

describe('which image is meant', () => {
  const two = writeArchive(runner, 'two.tar', [app, image({ names: ['example/second:2'], layers: [base] })]);

  test('several are an error with the list, for eyes and as JSON', async () => {
    const text = await run('ls', two);
    expect(text).toMatchObject({ exit: 2, stdout: '' });
    expect(text.stderr).toMatch(/image-ambiguous[\s\S]*example\/app:1[\s\S]*example\/second:2[\s\S]*--image/);
    const json = await run('ls', two, '--format=jsonl');
    expect(json.exit).toBe(2);
    expect(JSON.parse(json.stdout).error).toMatchObject({
      code: 'image-ambiguous',
      images: [{ names: ['example/app:1'] }, { names: ['example/second:2'] }],
    });
  });

  test('--image chooses; inspect tells of all of them', async () => {
    expect((await run('ls', two, '--image', 'example/second:2')).exit).toBe(0);
    expect(await run('ls', two, '--image', 'third')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('image-unknown'),
    });
    expect(JSON.parse((await run('inspect', two, '--json')).stdout).images).toHaveLength(2);
    expect(JSON.parse((await run('inspect', two, '--json', '--image', 'example/app:1')).stdout).images).toHaveLength(1);
  });
});

describe('images that are damaged or mean harm', () => {
  const odd = layer()
    .file('a\u001b[31mred', '1')
    .file('b\u202efdp.exe', '2')
    .file(new Uint8Array([0x63, 0xff]), '3')
    .file('../escape', '4');
  const damaged = writeArchive(runner, 'odd.tar', [image({ names: ['example/odd:1'], layers: [odd] })]);

  test('problems go to stderr, the good parts to stdout, and --strict makes of it exit 1', async () => {
    const { exit, stdout, stderr } = await run('ls', damaged);
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^problem path-escapes-root: Layer 1: /);
    expect(stdout).not.toContain('escape');
    expect((await run('ls', damaged, '--strict')).exit).toBe(1);
    expect((await run('ls', location, '--strict')).exit).toBe(0);
  });

  test('no name of an image reaches a terminal as it is', async () => {
    for (const command of ['ls', 'changes', 'inspect', 'analyze']) {
      const { stdout, stderr } = await run(command, damaged);
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
    expect((await run('ls', damaged)).stdout).toContain('/a\\x1b[31mred');
  });

  test('a name that is not UTF-8 can be asked for by its bytes', async () => {
    const rows = (await run('ls', damaged, '--format', 'jsonl')).stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row));
    const { pathHex } = rows.find((row) => row.pathHex !== undefined);
    expect(pathHex).toBe('2f63ff');
    expect((await run('cat', damaged, pathHex, '--hex')).stdout).toBe('3');
  });
});

test('standard input is a location', async () => {
  const { stdout } = await runner.run(['ls', '-', '--format', 'jsonl'], { stdin: readFileSync(location) });
  expect(stdout).toBe((await run('ls', location, '--format', 'jsonl')).stdout);
});
