import { expect, test } from 'vitest';
import { openCommand } from './open-browser';

test.each([
  ['darwin', {}, 'open'],
  ['win32', {}, 'rundll32'],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, 'wslview'],
  ['linux', {}, undefined],
  ['linux', { DISPLAY: ':10', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, undefined],
  ['darwin', { CI: 'true' }, undefined],
] as const)('on %s with %o a browser is opened by %s', (platform, env, program) => {
  expect(openCommand(platform, env)?.[0]).toBe(program);
});
