// What `npm start` runs: the example of PiKVM's page through the whole line, on a simulated kernel.
import { readFileSync } from 'node:fs';
import {
  defaultControllerProfile,
  endpointsOf,
  formatEndpointTable,
  formatIssue,
  formatPlan,
  planCreate,
  validate,
} from 'usb-gadget';
import { up } from 'usb-gadget/live';
import { formatNetworkPlan, planNetwork } from 'usb-gadget/network';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument } from 'usb-gadget/yaml';

const file = 'examples/pikvm-page.override.yaml';
const kernel = '6.12';
const controller = defaultControllerProfile;

function heading(text: string): void {
  console.log(`\n${text}\n${'-'.repeat(text.length)}`);
}

heading(`${file}: faults and notes`);
const document = readDocument(readFileSync(file, 'utf8'), { file, controller });
const { definition } = document;
const faults = definition ? document.locate(validate(definition, { kernel, controller })) : [];
for (const issue of [...document.issues, ...faults]) console.log(formatIssue(issue));
if (!definition) throw new Error('The file has faults.');

heading('Endpoints');
console.log(formatEndpointTable(controller, endpointsOf(definition, controller, kernel)).trimEnd());

heading('Plan');
console.log(formatPlan(planCreate(definition, { kernel })).trimEnd());

heading('Network');
const { networks } = document;
for (const network of networks)
  console.log(
    formatNetworkPlan(planNetwork(network, { gadget: definition.name, function: 'ecm.usb0' })).trimEnd(),
  );

heading('Applied to a simulated kernel');
const machine = new SimulatedKernel({ kernel });
const first = await up(definition, machine, { networks });
const second = await up(definition, machine);
console.log(`${first.plan.operations.length} operations, bound to ${first.udc}.`);
console.log(`A second time: ${second.plan.operations.length} operations.`);

heading('What is there now');
console.log(machine.tree());
