// Serves a FunctionFS: what the host sends to its OUT endpoint goes back on its IN endpoint. Usage: echo-function.mjs FOLDER DEFINITION
import { Buffer } from 'node:buffer';
import { openSync, readSync, writeSync } from 'node:fs';
import process from 'node:process';
import { functionFsBytes } from '../../../dist/live.js';

const [folder, definition] = process.argv.slice(2);
const ep0 = openSync(`${folder}/ep0`, 'r+');
const { descriptors, strings } = functionFsBytes(JSON.parse(definition));
writeSync(ep0, descriptors);
writeSync(ep0, strings);
const toHost = openSync(`${folder}/ep1`, 'r+');
const fromHost = openSync(`${folder}/ep2`, 'r+');
const bytes = Buffer.alloc(4096);
for (;;)
  try {
    const count = readSync(fromHost, bytes);
    if (count > 0) writeSync(toHost, bytes, 0, count);
  } catch (error) {
    // Off the bus; the next read waits until the host is there again.
    if (error.code !== 'ESHUTDOWN') throw error;
  }
