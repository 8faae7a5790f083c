import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The command as plain JavaScript for Node: workspace packages and npm dependencies bundled, so that it starts by reading
 * a few files instead of hundreds. Each command is a chunk of its own; what `ls` does not need, it does not load. What most
 * commands share is in few chunks, because each file costs Node about a millisecond to find and to link.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: 'dist',
    // The page and the samples are built into the same folder.
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      input: {
        stratascope: source('src/main.ts'),
        // Worker threads are started from a file, so this one needs a name that can be relied on.
        'layer-worker': source('../../packages/core/src/node/indexing/layer-worker.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        // Names stay, so that a fault can be reported with a stack that says something.
        minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        codeSplitting: {
          groups: [
            // Not the worker's entry: it would begin its work wherever the chunk is loaded.
            { name: 'engine', test: /\/packages\/core\/src\/(?!.*layer-worker\.ts)/ },
            { name: 'common', test: /\/apps\/cli\/src\//, minShareCount: 2 },
          ],
        },
      },
    },
  },
  ssr: { noExternal: true },
});
