export { layerProperties, layerShades } from './layer-colors';
