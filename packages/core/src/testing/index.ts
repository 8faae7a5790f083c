export { type Compression, compress } from './compression/compress';
export { xzStream } from './compression/xz-stream';
export { type TableForm, type ZstdFrameOptions, zstdCompressedFrame } from './compression/zstd-compressed-frame';
export { zstdFrame, zstdFrameOfWindow, zstdSkippableFrame } from './compression/zstd-frame';
export { type ArchiveMember, archive, writeFolder } from './image/archive';
export { crane, dockerLegacy, dockerOld, podman } from './image/docker-archives';
export { IMAGE_FORMS, type ImageForm } from './image/image-forms';
export {
  type BuiltImage,
  type BuiltLayer,
  buildImage,
  digestOf,
  type HistoryStep,
  type ImageOptions,
  type ImageRecipe,
  image,
  type JsonObject,
  jsonBytes,
  type LayerOptions,
} from './image/image-recipe';
export {
  type ArtifactRecipe,
  type AttestationRecipe,
  docker25,
  type IndexRecipe,
  type LayoutNode,
  type LayoutOptions,
  ociLayout,
} from './image/oci-layout';
export { layerIndexOf } from './layer-index-of';
export { type Content, type EntryOptions, LayerRecipe, layer, type Name, type RecipeEntry } from './layer-recipe';
export { mergedTranscript } from './random/merged-transcript';
export { randomLayers } from './random/random-image';
export { type LayerSteps, printLayers, type RecipeStep, recipeOf } from './random/recipe-steps';
export { referenceTranscript } from './random/reference-transcript';
export { corpusFolder } from './reference/corpus-image';
export { entriesOfTar } from './reference/entries-of-tar';
export { type ReferenceImage, type ReferenceLevel, referenceImage } from './reference/reference-image';
export { referenceSearch } from './reference/reference-search';
export { rule25Lines } from './reference/rule-25';
export { type PaxRecord, type TarMember, tarMember } from './tar/tar-member';
export { paxHeader, type TarOptions, writeTar } from './tar/write-tar';
