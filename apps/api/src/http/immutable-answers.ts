import type { Language } from '@stratascope/core';
import type { Request, Response } from 'express';
import { clientHas, weakTag } from './entity-tag';

/** A year, which caches take for ever. */
export const FOREVER = 'private, max-age=31536000, immutable';

/**
 * Sets the caching headers of an answer that follows from the image's digest alone, and answers 304 where the client has it.
 *
 * The tag is made of what determines the answer: digest, version of API and index, the question and the language. So it is
 * known before any work is done. Only a URL that names the version is kept for ever: the next version may answer otherwise.
 *
 * @returns whether the answer was sent.
 */
export function answerFromTag(
  { request, response }: { readonly request: Request; readonly response: Response },
  image: { readonly ref: string; readonly version: string },
  question: { readonly v?: string },
  language: Language,
): boolean {
  response.vary('Accept-Language');
  const tag = weakTag(`${image.version} ${image.ref} ${language} ${request.url}`);
  response.set('ETag', tag);
  response.set('Cache-Control', question.v === image.version ? FOREVER : 'no-cache');
  if (!clientHas(request, tag)) return false;
  response.status(304).end();
  return true;
}
