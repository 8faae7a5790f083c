import { createProblemList, type LayerSource, type Problem } from '@stratascope/core';
import type { ReadLayer } from './layer-reader';
import type { LayerFacts } from './read-layer-facts';

/** What a layer is, by what its blob was found to be and what was promised of it (rules 20, 26). */
export function judgeLayer(source: LayerSource, facts: LayerFacts): ReadLayer {
  const mismatches = [...digestMismatches(source, facts), ...sizeMismatches(source, facts)];
  const problems = createProblemList();
  // The fault of a stream first: digests that are wrong because of it follow from it.
  for (const problem of [...facts.problems, ...mismatches, ...(facts.index?.problems ?? [])]) {
    problems.add({ ...problem, layer: source.layer });
  }
  const isPromised = source.digest !== null || source.diffId !== null;
  return {
    layer: source.layer,
    state: facts.state,
    index: facts.index,
    digest: facts.digest,
    diffId: facts.diffId,
    storedBytes: facts.storedBytes,
    tarBytes: facts.tarBytes,
    compression: facts.compression,
    problems: problems.list(),
    isVerified: facts.state === 'ok' && isPromised && mismatches.length === 0,
  };
}

/** A layer whose bytes are not to be had; why is told by the store that says so. */
export function unavailableLayer(source: LayerSource): ReadLayer {
  return {
    layer: source.layer,
    state: source.unavailable ?? 'missing',
    index: null,
    digest: null,
    diffId: null,
    storedBytes: null,
    tarBytes: null,
    compression: null,
    problems: [],
    isVerified: false,
  };
}

function* digestMismatches({ digest, diffId }: LayerSource, facts: LayerFacts): Generator<Problem> {
  if (digest !== null && digest !== facts.digest) {
    yield { code: 'digest-mismatch', details: { what: 'blob', actual: facts.digest, expected: digest } };
  }
  // Of a stream that was cut short too: what could be read is not what was promised (rule 20).
  if (diffId !== null && facts.diffId !== null && diffId !== facts.diffId) {
    yield { code: 'digest-mismatch', details: { what: 'diff-id', actual: facts.diffId, expected: diffId } };
  }
}

function* sizeMismatches({ declaredSize }: LayerSource, { storedBytes }: LayerFacts): Generator<Problem> {
  if (declaredSize === null || declaredSize === storedBytes) return;
  yield { code: 'size-mismatch', details: { what: 'blob', actual: storedBytes, expected: declaredSize } };
}
