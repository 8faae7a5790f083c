import { ImageError } from '@stratascope/core';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../commands';
import { commandHelp, generalHelp } from './help';
import { LIMIT_FLAGS, parseLimits } from './limits';
import { OPTIONS } from './options';
import { parseArguments } from './parse-arguments';
import { parseBytes } from './parse-bytes';
import { parseLevel, parseRange } from './parse-level';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ImageError) return error.code;
    throw error;
  }
  return 'none';
}

describe('arguments', () => {
  test('flags may stand before, between and after locations', () => {
    const parsed = parseArguments(['--level', '2', 'app.tar', '--ghosts'], ['level', 'ghosts']);
    expect(parsed.positionals).toEqual(['app.tar']);
    expect(parsed.value('level')).toBe('2');
    expect(parsed.isSet('ghosts')).toBe(true);
  });

  test('a dash is a location, and what follows two dashes is never a flag', () => {
    expect(parseArguments(['-'], []).positionals).toEqual(['-']);
    expect(parseArguments(['--', '--level'], []).positionals).toEqual(['--level']);
  });

  test.each([[['--nonsense']], [['--level']], [['--ghosts=yes']]])('%s is bad usage', (args) => {
    expect(codeOf(() => parseArguments(args, ['level', 'ghosts']))).toBe('usage');
  });

  test('a flag of another command is bad usage', () => {
    expect(codeOf(() => parseArguments(['--port', '80'], ['level']))).toBe('usage');
  });
});

describe('limits', () => {
  test.each([
    ['100', 100],
    ['64MiB', 64 * 1024 ** 2],
    ['2 GB', 2e9],
    ['1.5', null],
    ['-1', null],
    ['10XB', null],
    ['99999999999999999999', null],
  ])('%s is %s', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes);
  });

  test('each limit has a flag of its own', () => {
    expect(new Set(LIMIT_FLAGS.map(({ flag }) => flag)).size).toBe(LIMIT_FLAGS.length);
    expect(parseLimits({ 'limit-zstd-window': '256MiB' })).toEqual({ zstdWindow: 256 * 1024 ** 2 });
    expect(codeOf(() => parseLimits({ 'limit-entries': 'many' }))).toBe('usage');
    expect(codeOf(() => parseLimits({ 'limit-entries': '0' }))).toBe('usage');
  });
});

describe('levels', () => {
  test.each([
    [undefined, 7],
    ['0', 0],
    ['7', 7],
  ])('%s of seven layers is level %i', (text, level) => {
    expect(parseLevel(text, 7)).toBe(level);
  });

  test.each(['8', '-1', '1.5', 'x', '', '1e1'])('%s is no level of seven layers', (text) => {
    expect(codeOf(() => parseLevel(text, 7))).toBe('level-unknown');
  });

  test.each([
    [undefined, { from: 6, to: 7 }],
    ['3..5', { from: 3, to: 5 }],
    ['0..7', { from: 0, to: 7 }],
    ['4', { from: 3, to: 4 }],
    ['4..4', { from: 4, to: 4 }],
  ])('the range %s of seven layers', (text, range) => {
    expect(parseRange(text, 7)).toEqual(range);
  });

  test.each([
    ['5..3', 'usage'],
    ['1..2..3', 'usage'],
    ['3..8', 'level-unknown'],
    ['0', 'layer-unknown'],
    ['8', 'layer-unknown'],
    ['x', 'layer-unknown'],
  ])('%s is %s', (text, code) => {
    expect(codeOf(() => parseRange(text, 7))).toBe(code);
  });
});

describe('help', () => {
  test('the general help names every command and its first example', () => {
    const help = generalHelp(COMMANDS);
    for (const { usage, examples } of COMMANDS) {
      expect(help).toContain(usage);
      expect(help).toContain(examples[0]);
    }
  });

  test.each(COMMANDS.map((command) => [command.name, command] as const))(
    'the help of %s names every flag it takes',
    (_, command) => {
      const help = commandHelp(command);
      for (const key of command.takes) expect(help).toContain(`--${OPTIONS[key].name}`);
      for (const { flag } of LIMIT_FLAGS) expect(help).toContain(`--${flag}`);
    },
  );

  test('no line of help is wider than a terminal', () => {
    const lines = [generalHelp(COMMANDS), ...COMMANDS.map(commandHelp)].flatMap((text) => text.split('\n'));
    expect(lines.filter((line) => line.length > 110)).toEqual([]);
  });
});
