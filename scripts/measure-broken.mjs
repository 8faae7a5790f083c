// `npm run measure:broken [-- WORD…]`: the built command over every damaged, false or hostile input of the corpus,
// and over those that are made here, with outcome, seconds and peak memory of each against what is allowed. Words choose
// the inputs whose names hold one.
import { requireNode } from './bootstrap/node-version.mjs';

requireNode();
const { setUp } = await import('./bootstrap/set-up.mjs');
const { measureBroken } = await import('./measure/measure-broken.mjs');

const corpus = process.env.STRATASCOPE_CORPUS;
if (corpus === undefined) console.log('STRATASCOPE_CORPUS is not set: only what is made here is measured.');
if (await setUp()) process.exitCode = (await measureBroken(corpus, process.argv.slice(2))) ? 0 : 1;
