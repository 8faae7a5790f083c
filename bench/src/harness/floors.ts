import { runProgram, runToEnd, timeProgram } from './run-program';

let hasOpenssl: Promise<boolean> | null = null;

/** Milliseconds of the SHA-256 of a file: by `openssl`, which uses what the processor has for it, else by Node. */
export async function sha256Milliseconds(file: string): Promise<number> {
  hasOpenssl ??= runToEnd('openssl', ['version']).then(
    () => true,
    () => false,
  );
  if (await hasOpenssl) return timeProgram('openssl', ['sha256', file]);
  return (await runProgram('sha256-alone', [file])).milliseconds;
}

export async function gunzipMilliseconds(file: string): Promise<number> {
  return (await runProgram('gunzip-alone', [file])).milliseconds;
}
