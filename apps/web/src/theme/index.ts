export {
  type LayerCounts,
  type LayerShades,
  layerColor,
  layerProperties,
  layerShades,
  type Theme,
} from './layer-colors';
