import { describe, expect, it } from 'vitest';
import type { Problem } from '../model/problem';
import { readConfig, readLegacyConfig } from './config';
import { leniently, readDocument } from './json/read-document';

const label = { document: 'config', name: 'x' } as const;
const diffId = (digit: string) => `sha256:${digit.repeat(64)}`;

function read(document: unknown, layerCount: number) {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const place = readDocument(bytes, {
    label,
    limits: { jsonDepth: 512, jsonValues: 100_000 },
    report,
    onFault: leniently(label, report),
  });
  return {
    ...readConfig(place, layerCount, report),
    problems,
    codes: problems.map(({ code, layer }) => [code, layer]),
  };
}

const history = [
  { created_by: 'ADD base', created: '2024-01-01T00:00:00Z' },
  { created_by: 'ENV A=1', empty_layer: true },
  { created_by: 'COPY . .', comment: 'buildkit', author: 'me' },
];
const rootfs = { type: 'layers', diff_ids: [diffId('1'), diffId('2')] };

describe('readConfig', () => {
  it('gives steps that are not empty their layers, in order (rule 20)', () => {
    const { config, diffIds, codes } = read({ history, rootfs }, 2);
    expect(config.steps.map(({ step, layer, isEmpty }) => [step, layer, isEmpty])).toEqual([
      [1, 1, false],
      [2, null, true],
      [3, 2, false],
    ]);
    expect(config.steps[2]).toMatchObject({
      createdBy: 'COPY . .',
      comment: 'buildkit',
      author: 'me',
      createdAt: null,
    });
    expect(diffIds).toEqual(rootfs.diff_ids);
    expect(codes).toEqual([]);
  });

  it('shows steps apart from layers where their counts differ', () => {
    const { config, problems } = read({ history, rootfs: { diff_ids: [diffId('1')] } }, 1);
    expect(config.steps.map(({ layer }) => layer)).toEqual([null, null, null]);
    expect(problems).toEqual([{ code: 'history-mismatch', details: { steps: 2, layers: 1 } }]);
  });

  it.each([[undefined], [null], [[]]])('notes that there is no history (%j)', (absent) => {
    expect(read({ history: absent, rootfs }, 2).codes).toEqual([['history-absent', undefined]]);
    expect(read({ history: absent, rootfs: { diff_ids: [] } }, 0).codes).toEqual([]);
  });

  it('gives layers the diff IDs that there are, and notes where they are more or fewer', () => {
    expect(read({ history, rootfs: { diff_ids: [diffId('1')] } }, 2)).toMatchObject({
      diffIds: [diffId('1'), null],
      problems: [{ code: 'diff-ids-mismatch', details: { diffIds: 1, layers: 2 } }],
    });
    const more = { diff_ids: ['1', '2', '3'].map(diffId) };
    expect(read({ history, rootfs: more }, 2).diffIds).toEqual([diffId('1'), diffId('2')]);
  });

  it('tells of which layer a diff ID is none', () => {
    const { diffIds, codes } = read({ history, rootfs: { diff_ids: ['md5:ab', 'nonsense'] } }, 2);
    expect(diffIds).toEqual([null, null]);
    expect(codes).toEqual([
      ['digest-unsupported', 1],
      ['digest-invalid', 2],
    ]);
  });

  it('shows what is right where other values are of a wrong type', () => {
    const { config, problems } = read(
      {
        os: 'linux',
        architecture: 7,
        created: {},
        author: 'me',
        config: { Env: ['A=1', 2], Cmd: 'text', Labels: { a: 'b', c: 3 }, ExposedPorts: { '80/tcp': {} }, User: 'www' },
        rootfs,
        history,
      },
      2,
    );
    expect(config).toMatchObject({
      platform: null,
      author: 'me',
      environment: ['A=1'],
      command: null,
      labels: { a: 'b' },
      exposedPorts: ['80/tcp'],
      user: 'www',
    });
    expect(config.steps).toHaveLength(3);
    expect(problems.map(({ details }) => [details?.at, details?.expected, details?.found])).toEqual([
      ['architecture', 'text', 'number'],
      ['created', 'text', 'object'],
      ['config.Cmd', 'list', 'text'],
      ['config.Env[1]', 'text', 'number'],
      ['config.Labels.c', 'text', 'number'],
    ]);
  });

  it('is not deceived by keys of the language', () => {
    const { config, codes } = read(
      JSON.parse('{"__proto__":{"os":"x","architecture":"y"},"constructor":1,"config":{"Labels":{"__proto__":"p"}}}'),
      0,
    );
    expect(config.platform).toBeNull();
    expect(Object.entries(config.labels)).toEqual([['__proto__', 'p']]);
    expect(codes).toEqual([]);
  });

  it('survives a document that is no object', () => {
    expect(read([], 1)).toMatchObject({ codes: [['json-shape', undefined]], diffIds: [null], config: { steps: [] } });
  });
});

describe('readLegacyConfig', () => {
  it('has settings, and neither steps nor complaints about them', () => {
    const place = { value: { os: 'linux', architecture: 'amd64', config: { Cmd: ['sh'] } }, at: '', onFault: () => {} };
    expect(readLegacyConfig(place)).toMatchObject({ command: ['sh'], steps: [], platform: { os: 'linux' } });
  });
});
