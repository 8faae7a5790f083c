import { used } from './numbers';

console.log(used);
