import { baseName } from '../configfs/tree.js';
import { fromHex } from '../usb/bytes.js';
import type { Operation } from './operation.js';
import { printfFormat, quote } from './shell-words.js';

const bytesOf = new TextEncoder();

/** A path below `usb_gadget`, as one word of a script. */
export const at = (path: string): string => `"$gadgets"/${quote(path)}`;

/** What a FunctionFS is mounted by: the instance of its function. */
export const functionFsSource = (path: string): string => baseName(path).slice('ffs.'.length);

/** The command for one operation. `printf` writes once, as a store wants it, if its output is short and has no line feed but the last. */
export function command(operation: Operation): string {
  switch (operation.op) {
    case 'mkdir':
      return `mkdir ${at(operation.path)}`;
    case 'rmdir':
      return `rmdir ${at(operation.path)}`;
    case 'unlink':
      return `rm ${at(operation.path)}`;
    case 'symlink':
      return `ln -s ${at(operation.target)} ${at(operation.path)}`;
    case 'write': {
      const bytes = 'hex' in operation ? fromHex(operation.hex) : bytesOf.encode(operation.text);
      const write = `put ${printfFormat(bytes)} ${at(operation.path)}`;
      return operation.optional ? `[ ! -e ${at(operation.path)} ] || ${write}` : write;
    }
    case 'chown': {
      const change = `chown ${quote(operation.owner)} ${at(operation.path)}`;
      return operation.optional ? `! id ${quote(operation.owner)} >/dev/null 2>&1 || ${change}` : change;
    }
    case 'mount': {
      const point = quote(operation.point);
      const options = operation.options ? ` -o ${quote(operation.options)}` : '';
      return `mkdir -p ${point} && mount -t functionfs${options} -- ${quote(functionFsSource(operation.path))} ${point}`;
    }
    case 'umount':
      return `umount ${quote(operation.point)}`;
    case 'wait':
      return `wait_ready ${at(operation.path)} ${quote(operation.point)} ${operation.seconds}`;
    case 'load':
      return `modprobe ${quote(operation.module)}`;
    case 'unbind':
      return `put '\\n' ${at(operation.path)}`;
    case 'bind':
      return operation.udc
        ? `put ${printfFormat(bytesOf.encode(operation.udc))} ${at(operation.path)}`
        : `udc=$(only_controller); put "$udc" ${at(operation.path)}`;
  }
}
