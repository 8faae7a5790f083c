export { type Content, type EntryOptions, LayerRecipe, layer, type Name, type RecipeEntry } from './layer-recipe';
export { type PaxRecord, type TarMember, tarMember } from './tar/tar-member';
export { paxHeader, type TarOptions, writeTar } from './tar/write-tar';
