// Makes a change and sends a signal to itself at one of its steps: node dying.js CHANGE STEP before|after SIGKILL|SIGSTOP
import { NodeSystem } from 'usb-gadget/node';
import { dyingAt, type Moment } from '../live/call-errnos.js';
import { faultChanges, perform } from './fault-changes.js';

const [change = '', step, moment, signal] = process.argv.slice(2);
const kill = (): void => void process.kill(process.pid, signal);
// A process that only waits for a promise that never settles would end by itself.
const alive = setInterval(() => undefined, 60_000);
await perform(faultChanges[change]!, dyingAt(new NodeSystem(), Number(step), moment as Moment, kill));
clearInterval(alive);
