import { expect, test } from 'vitest';
import { capabilityWords } from './capability-words';

const none = { permitted: [], inheritable: [], isEffective: false, rootId: null };
const words = (some: Partial<Parameters<typeof capabilityWords>[0]>) => capabilityWords({ ...none, ...some }, 'en');

test('what a program may do is said, and from when on', () => {
  const permitted = ['cap_net_bind_service', 'cap_63'];
  expect(words({ permitted, isEffective: true })).toEqual([
    'may listen on ports below 1024 · as soon as it is run',
    'has cap_63 · as soon as it is run',
  ]);
  expect(words({ permitted: ['cap_setuid'] })).toEqual(['may become any user · once it asks for it']);
});

test('what it can only inherit is said as such, once', () => {
  expect(words({ permitted: ['cap_kill'], inheritable: ['cap_kill', 'cap_chown'] })).toEqual([
    'may send signals to any process · once it asks for it',
    'keeps cap_chown where it is started with it',
  ]);
});
