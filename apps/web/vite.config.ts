import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// In development the page is served by Vite and asks the API that `npm start` (or `STRATASCOPE_API`) runs.
const api = process.env.STRATASCOPE_API ?? 'http://127.0.0.1:7070';

export default defineConfig({
  plugins: [react()],
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
