import { issue } from '../errors.js';
import { once } from '../options/once.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';

/** Drives that the kernel's SCSI target has (Bulk-Only Transport 1.0, USB Attached SCSI 1.0), as plain data. */
export interface TargetFunctionDefinition {
  /** Always `tcm`: target core module. */
  readonly driver: 'tcm';
  /** The instance: the folder is `tcm.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
}

/** drivers/usb/gadget/function/f_tcm.c */
export const target: () => FunctionDriver<TargetFunctionDefinition> = once(() => ({
  driver: 'tcm',
  module: 'usb_f_tcm',
  folder: { attributes: [], role: 'function' },
  pool: { name: 'tcm', limit: 1, errno: 'EBUSY' },
  options: functionOptions([]),
  interfaces: () => 1,
  // Data in, data out, status, command; Bulk-Only Transport uses the first two.
  endpoints: () => [bulk('in'), bulk('out'), bulk('in'), bulk('out')],
  usual: {},
  bindErrno: 'ENOTSUPP',
  check: (_definition, path, issues) =>
    issues.push(
      issue(
        'TARGET_NEEDED',
        path,
        'The kernel binds a target function only once a portal group is attached to it.',
        'Make one in configfs, below target/usb_gadget, with targetcli or by hand, before the gadget goes up.',
      ),
    ),
}));
