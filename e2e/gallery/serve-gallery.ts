import { startGallery } from './start-gallery';

// `npm run gallery`: until it is stopped.
const gallery = await startGallery();
console.log(`\n  Gallery: ${gallery.url}\n\n  Ctrl-C stops it.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void gallery.stop().then(() => process.exit()));
}
