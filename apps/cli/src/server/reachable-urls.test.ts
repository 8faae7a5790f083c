import type { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { isLoopback, reachableUrls } from './reachable-urls';

const common = { netmask: '', mac: '', cidr: null };
const interfaces: ReturnType<typeof networkInterfaces> = {
  lo: [{ ...common, address: '127.0.0.1', family: 'IPv4', internal: true }],
  eth0: [
    { ...common, address: '192.0.2.7', family: 'IPv4', internal: false },
    { ...common, address: '2001:db8::7', family: 'IPv6', internal: false, scopeid: 0 },
    { ...common, address: 'fe80::7', family: 'IPv6', internal: false, scopeid: 2 },
  ],
};

test('of all addresses of the machine those are told that others can use', () => {
  const url = 'http://127.0.0.1:7070';
  expect(reachableUrls(url, '0.0.0.0', interfaces)).toEqual([url, 'http://192.0.2.7:7070']);
  expect(reachableUrls(url, '::', interfaces)).toEqual([url, 'http://192.0.2.7:7070', 'http://[2001:db8::7]:7070']);
  expect(reachableUrls('http://192.0.2.7:1', '192.0.2.7', interfaces)).toEqual(['http://192.0.2.7:1']);
});

test.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('%s is this machine alone', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each(['0.0.0.0', '::', '192.0.2.7', 'localhost.example', '127.0.0.1.example', '127.1', ''])(
  '%j may be more than this machine',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
