import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { isLeftOver, nameWithoutOwner, ownName } from './owner';

const own = ownName('rest');
const [pid = '', start = '', place = ''] = own.slice(0, own.indexOf('~')).split('.');
const HOUR = 60 * 60 * 1000;
const now = Date.now();

test('what this process has named is in use, however old', () => {
  expect(nameWithoutOwner(own)).toBe('rest');
  expect(isLeftOver(own, now)).toBe(false);
  expect(isLeftOver(own, now - 10 * HOUR)).toBe(false);
});

test('what another process that runs has named is in use, until it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // Its start is known on Linux alone; elsewhere any process of that number is taken for it.
  const named = (started: string) => `${child.pid}.${started}.${place}~rest`;
  if (process.platform === 'linux') {
    expect(isLeftOver(named('1'), now)).toBe(true);
  } else {
    expect(isLeftOver(named('0'), now)).toBe(false);
  }
  child.kill('SIGKILL');
  await ended;
  expect(isLeftOver(named(start), now)).toBe(true);
});

test('a process whose number came back is another one', () => {
  expect(isLeftOver(`${pid}.${Number(start) + 1}.${place}~rest`, now)).toBe(true);
});

test('what another machine or container named, or nobody, is left over when it has not changed for an hour', () => {
  for (const name of [`${pid}.${start}.00000000~rest`, 'rest', '']) {
    expect(isLeftOver(name, now)).toBe(false);
    expect(isLeftOver(name, now - 2 * HOUR)).toBe(true);
  }
});
