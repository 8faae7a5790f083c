#!/usr/bin/env node
import '../dist/stratascope.js';
