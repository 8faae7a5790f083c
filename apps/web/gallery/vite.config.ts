import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// A page of its own, so that nothing of it can come into the product's.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Both themes stand on one page: `light-dark()` has to be the browser's own.
    cssTarget: 'chrome125',
    modulePreload: { polyfill: false },
  },
});
