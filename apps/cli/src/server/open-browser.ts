import { spawn } from 'node:child_process';

/** Opens an address in the browser of whoever sits here; does nothing where there is no desktop. */
export function openBrowser(url: string, env: Readonly<Record<string, string | undefined>>): void {
  const command = openCommand(process.platform, env);
  if (command === null) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  // The address was printed; a desktop without the usual opener is no error.
  child.on('error', () => {});
  child.unref();
}

/** The program that opens an address, with its arguments; null where nobody would see it. */
export function openCommand(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | null {
  if (env.CI || env.SSH_CONNECTION) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  if (env.WSL_DISTRO_NAME) return ['wslview'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
