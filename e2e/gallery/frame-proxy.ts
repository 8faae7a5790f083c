import { createServer, request as httpRequest, type Server } from 'node:http';

/** Puts down what the page reads as it starts, then goes on to the page: theme and language of an entry. */
const OPENER = `<!doctype html><meta charset="utf-8"><title>…</title><script>
const { theme, language, to } = Object.fromEntries(new URLSearchParams(location.search));
localStorage.setItem('stratascope.preferences', JSON.stringify({ theme, language }));
location.replace(to);
</script>`;

/**
 * The product under an address of its own, all as it is, but for the headers that forbid frames: only the gallery, at
 * `galleryOrigin`, may show it in one. Neither is meant for anything but work on the page, so both listen on this machine.
 */
export function frameProxy(product: string, galleryOrigin: () => string): Server {
  return createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/open-in-gallery?')) {
      outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(OPENER);
      return;
    }
    const { method, headers } = incoming;
    const asked = httpRequest(new URL(incoming.url ?? '/', product), { method, headers }, (answer) => {
      const { 'x-frame-options': _, ...kept } = answer.headers;
      const policy = String(kept['content-security-policy'] ?? '');
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...kept,
        'content-security-policy': policy.replace("frame-ancestors 'none'", `frame-ancestors ${galleryOrigin()}`),
      });
      answer.pipe(outgoing);
    });
    asked.on('error', () => outgoing.destroy());
    // Whoever closes a frame ends its event stream.
    outgoing.on('close', () => asked.destroy());
    incoming.pipe(asked);
  });
}
