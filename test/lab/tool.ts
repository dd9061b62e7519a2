import { spawnSync } from 'node:child_process';

/** How the command-line tool ended. */
export interface ToolResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command-line tool as a person would. */
export function usbGadget(...parameters: string[]): ToolResult {
  return spawnSync(process.execPath, ['dist/cli.js', ...parameters], { encoding: 'utf8' });
}

/** Runs it and fails unless it ends well. */
export function mustUsbGadget(...parameters: string[]): ToolResult {
  const result = usbGadget(...parameters);
  if (result.status !== 0)
    throw new Error(
      `usb-gadget ${parameters.join(' ')} ended with ${result.status}: ${result.stderr}${result.stdout}`,
    );
  return result;
}
