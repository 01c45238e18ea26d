#!/usr/bin/env node
// The launcher of both names; everything else is in dist/, built from src/.
import { main } from '../dist/main.js';

await main();
