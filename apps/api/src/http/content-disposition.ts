/**
 * A `Content-Disposition` that saves under a name from an image, which may be anything: a plain form for old clients,
 * the true one for the others.
 *
 * Source: RFC 6266, section 4; RFC 8187, section 3.2.
 */
export function attachmentDisposition(name: string): string {
  // Direction marks could make `exe.txt` of `txt.exe`; control characters and slashes have no business in a name.
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/gu, '_') || 'file';
  const plain = safe.replace(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
