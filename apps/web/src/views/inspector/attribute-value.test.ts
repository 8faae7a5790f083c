import { expect, test } from 'vitest';
import { attributeValue } from './attribute-value';

const bytes = (text: string) => new TextEncoder().encode(text);

test('capabilities of a file are said as getcap says them', () => {
  const value = new Uint8Array([1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(attributeValue('security.capability', value)).toMatchObject({
    kind: 'capabilities',
    text: 'cap_net_bind_service=ep',
  });
  expect(attributeValue('user.other', value)).toMatchObject({ kind: 'hex' });
});

test('a value that is text is shown as text, without the NUL at its end', () => {
  expect(attributeValue('security.selinux', bytes('system_u:object_r:bin_t:s0\0'))).toEqual({
    kind: 'text',
    text: 'system_u:object_r:bin_t:s0',
  });
});

test('what is no text, or damaged capabilities, is shown as its bytes', () => {
  expect(attributeValue('user.x', new Uint8Array([0, 0xff, 1]))).toEqual({ kind: 'hex', text: '00ff01', isCut: false });
  expect(attributeValue('security.capability', new Uint8Array([1, 0, 0, 9]))).toMatchObject({ kind: 'hex' });
  expect(attributeValue('user.long', new Uint8Array(33))).toMatchObject({ kind: 'hex', isCut: true });
});
