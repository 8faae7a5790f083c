import { z } from 'zod';

/** A number of bytes. */
export const bytesSchema = z.int().min(0);

/** A layer's number, from 1, the base. */
export const layerNumberSchema = z.int().min(1);

/** A level: 0 is the empty root, n the whole image. */
export const levelSchema = z.int().min(0);

/** `sha256:` or `sha512:` and small hexadecimal digits. */
export const digestSchema = z.string().meta({ format: 'digest' });

/**
 * A path (or search of names) in a query: its bytes, one character each, percent-encoded on the wire.
 * The schema's `format` is what tells the server to decode it as bytes and the client to encode it so.
 */
export const pathQuerySchema = z.string().min(1).meta({
  format: 'percent-encoded-bytes',
  description: 'Path from the root as percent-encoded bytes, which need not be UTF-8: `/etc/passwd`, `/odd/%FF`.',
});

/** Fields of a path: the text, and the bytes as hexadecimal digits only where they are not valid UTF-8 (rules 1, 25). */
export const pathFields = { path: z.string(), pathHex: z.string().exactOptional() };

/** Fields of a base name, in the same form. */
export const nameFields = { name: z.string(), nameHex: z.string().exactOptional() };

/** A page of a list: the index of its first row and how many rows at most. */
export const pageQuery = {
  cursor: z.int().min(0).default(0).describe('Index of the first row wanted; `next` of the answer before.'),
  limit: z.int().min(1).max(1000).default(200).describe('Rows at most.'),
};

/** `next` is the cursor of the next page, null at the end. */
export const nextSchema = z.int().min(0).nullable();
