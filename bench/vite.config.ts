import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each program runs in a process of its own, so each is an entry. */
const programs = readdirSync(source('src/programs'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [`programs/${name.replace(/\.ts$/, '')}`, source(`src/programs/${name}`)]);

/** The benchmarks and the engine as plain JavaScript, bundled as the product's build does it: what is timed is what ships. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: '.cache/built',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: source('src/main.ts'),
        'layer-worker': source('../packages/core/src/node/indexing/layer-worker.ts'),
        ...Object.fromEntries(programs),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  // Playwright finds files of its own beside it.
  ssr: { noExternal: true, external: ['@playwright/test'] },
});
