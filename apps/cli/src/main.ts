import { outputStream, sideStream } from './output/command-streams';
import { productFilesIn } from './product-files';
import { runCommandLine } from './run-command-line';

const interrupt = new AbortController();
// Once: a second Ctrl-C ends the process at once.
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

process.exitCode = await runCommandLine(process.argv.slice(2), {
  streams: {
    stdin: process.stdin,
    out: outputStream(process.stdout, process.env),
    err: sideStream(outputStream(process.stderr, process.env)),
    env: process.env,
    folder: process.cwd(),
  },
  product: productFilesIn(new URL('./', import.meta.url)),
  signal: interrupt.signal,
});
