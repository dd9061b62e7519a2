import type { Operation } from './operation.js';
import type { Plan } from './plan.js';
import { counted } from '../options/counted.js';

const show = (text: string): string =>
  text === '\n' ? '(empty)' : /^[\x21-\x7e][\x20-\x7e]*$/.test(text) ? text : JSON.stringify(text);

/** What an operation does, in one line. Paths are below `usb_gadget`. */
export function formatOperation(operation: Operation): string {
  const { op } = operation;
  const verb = op.padEnd(7);
  switch (op) {
    case 'write': {
      const value = 'text' in operation ? show(operation.text) : `<${operation.hex}>`;
      return `${verb} ${operation.path} = ${value}${operation.optional ? '   (if the kernel has it)' : ''}`;
    }
    case 'symlink':
      return `${verb} ${operation.path} -> ${operation.target}`;
    case 'chown':
      return `${verb} ${operation.path} : ${operation.owner}${operation.optional ? '   (if there is such a user)' : ''}`;
    case 'load':
      return `${verb} ${operation.module}`;
    case 'mount':
    case 'umount':
      return `${verb} ${operation.point} (${operation.path})`;
    case 'wait':
      return `${verb} ${operation.path}   (until its program is ready, ${operation.seconds} s at most)`;
    case 'bind':
      return `${verb} ${operation.path} = ${operation.udc || '(the only controller)'}`;
    default:
      return `${verb} ${operation.path}`;
  }
}

/** A plan for people: one line an operation, then what the host will notice. */
export function formatPlan(plan: Plan): string {
  const lines = plan.operations.map(formatOperation);
  const heading = lines.length
    ? `${plan.gadget} on Linux ${plan.kernel}: ${counted(lines.length, 'operation')} in /sys/kernel/config/usb_gadget`
    : `${plan.gadget} on Linux ${plan.kernel}: nothing to do`;
  return [
    heading,
    ...lines.map((line) => `  ${line}`),
    ...plan.notices.map((notice) => `The host: ${notice}`),
    '',
  ].join('\n');
}
