import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite';

// In development the page is served by Vite and asks the API that `npm start` (or `STRATASCOPE_API`) runs.
const api = process.env.STRATASCOPE_API ?? 'http://127.0.0.1:7070';

export default defineConfig({
  plugins: [react(), preloadFirstScreen(), compressAssets()],
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2023',
    // No data: URLs, so that the content security policy needs no exception.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The engine's modules do nothing by being imported: what the page does not call stays out of it.
      treeshake: { moduleSideEffects: [{ test: /\/packages\/(?:core|protocol)\/src\//, sideEffects: false }] },
    },
  },
  server: { proxy: { '/api': { target: api, changeOrigin: true } } },
});

/** What the first screen of an image needs besides the page's entry: parts that are loaded by `import()`. */
const PARTS = ['src/shell/image-page.tsx', 'src/views/inspector/inspector-view.tsx', 'src/i18n/en/index.ts'];

/**
 * Names scripts and styles of the first screen in the page itself, so that a browser asks for all of them at once
 * instead of one after another, as each is found in the one before.
 */
function preloadFirstScreen(): Plugin {
  return {
    name: 'preload-first-screen',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const files = new Set<string>();
        const add = (name: string) => {
          const chunk = chunks.find(({ fileName }) => fileName === name);
          if (chunk === undefined || files.has(name)) return;
          files.add(name);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
          for (const part of chunk.imports) add(part);
        };
        for (const part of PARTS) {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/apps/web/${part}`)));
          if (chunk === undefined && chunks.length > 0) throw new Error(`${part} is in no chunk`);
          if (chunk !== undefined) add(chunk.fileName);
        }
        return [...files].filter((file) => !html.includes(file)).map(tagOf);
      },
    },
  };
}

function tagOf(file: string): HtmlTagDescriptor {
  const attrs: Record<string, string | boolean> = file.endsWith('.css')
    ? { rel: 'stylesheet', crossorigin: true, href: `/${file}` }
    : { rel: 'modulepreload', crossorigin: true, href: `/${file}` };
  return { tag: 'link', attrs, injectTo: 'head' };
}

/** Smaller files travel as fast as they are. */
const FROM_BYTES = 1000;

/** Puts a compressed file beside each asset that gets smaller by it, so that the server does not compress it for each reader. */
function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    apply: 'build',
    writeBundle({ dir }) {
      const assets = join(dir ?? '', 'assets');
      for (const name of readdirSync(assets).filter((each) => /\.(?:js|css|svg)$/.test(each))) {
        const bytes = readFileSync(join(assets, name));
        if (bytes.length < FROM_BYTES) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes, { params }));
      }
    },
  };
}
