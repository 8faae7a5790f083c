import { networkInterfaces } from 'node:os';

/**
 * The addresses of a server for others, where it listens on all of this machine's; else the one it has.
 *
 * @param url Where it is, as `http://ADDRESS:PORT`.
 * @param host What it was told to listen on.
 */
export function reachableUrls(url: string, host: string, interfaces = networkInterfaces()): readonly string[] {
  const hasAll = host === '0.0.0.0' || host === '::';
  if (!hasAll) return [url];
  const { port } = new URL(url);
  const others = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal, family, scopeid }) => !internal && (family === 'IPv4' || (host === '::' && scopeid === 0)))
    .map(({ address, family }) => `http://${family === 'IPv4' ? address : `[${address}]`}:${port}`);
  return [url, ...others];
}

/** Whether only this machine can reach an address. What is not known for sure counts as one that others can. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);
}
