export * from './indexing/layer-reader';
export * from './indexing/loaded-image';
