#!/usr/bin/env node
import { run } from './run.js';

// All is written by then, and Node need not take apart what the process leaves.
void run(process.argv.slice(2)).then((status) => process.exit(status));
