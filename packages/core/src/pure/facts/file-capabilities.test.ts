import { describe, expect, test } from 'vitest';
import { capabilitiesText, readFileCapabilities } from './file-capabilities';

const le32 = (...numbers: readonly number[]) => {
  const bytes = new Uint8Array(numbers.length * 4);
  numbers.forEach((number, at) => {
    new DataView(bytes.buffer).setUint32(at * 4, number, true);
  });
  return bytes;
};
const text = (value: Uint8Array) => {
  const capabilities = readFileCapabilities(value);
  return capabilities === null ? null : capabilitiesText(capabilities);
};

const EFFECTIVE = 1;
const version = (number: number) => number * 0x1000000;

describe('the value of security.capability', () => {
  test.each([
    ['a web server that binds port 80', le32(version(2) + EFFECTIVE, 1 << 10, 0, 0, 0), 'cap_net_bind_service=ep'],
    ['the ping of a distribution', le32(version(2), 1 << 13, 0, 0, 0), 'cap_net_raw=p'],
    ['one in the second mask', le32(version(2) + EFFECTIVE, 0, 0, 1 << 7, 0), 'cap_bpf=ep'],
    ['several, some of them inherited', le32(version(2), 0b11, 0b10, 0, 0), 'cap_chown=p cap_dac_override=ip'],
    ['the first version', le32(version(1) + EFFECTIVE, 1 << 21, 0), 'cap_sys_admin=ep'],
    ['the third, of a root of its own', le32(version(3), 1, 0, 0, 0, 1000), 'cap_chown=p [rootid=1000]'],
    ['a bit without a name', le32(version(2), 0, 0, 1 << 31, 0), 'cap_63=p'],
    ['none at all', le32(version(2), 0, 0, 0, 0), '='],
  ])('of %s is put in words', (_, value, words) => expect(text(value)).toBe(words));

  test.each([
    ['empty', new Uint8Array()],
    ['cut', le32(version(2), 1, 0, 0)],
    ['too long', le32(version(2), 1, 0, 0, 0, 0)],
    ['of a version to come', le32(version(4), 1, 0, 0, 0)],
  ])('that is %s is not guessed at', (_, value) => expect(readFileCapabilities(value)).toBeNull());

  test('is read where it stands in a larger buffer', () => {
    const within = new Uint8Array([9, ...le32(version(2), 1, 0, 0, 0)]).subarray(1);
    expect(text(within)).toBe('cap_chown=p');
  });
});
