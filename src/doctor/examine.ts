import { configfsCheck, attributesCheck, modulesCheck } from './kernel-checks.js';
import { controllersCheck, rolesCheck } from './controller-checks.js';
import { endpointsCheck } from './endpoint-checks.js';
import type { Finding, Found } from './finding.js';
import type { Patient } from './patient.js';
import { permissionCheck, programsCheck } from './program-checks.js';
import { overlaysCheck, powerCheck } from './raspberry-pi-checks.js';

type Check = (patient: Patient) => readonly Found[] | Promise<readonly Found[]>;

/** Every check, in the order in which one builds on another. */
const checks: Readonly<Record<string, Check>> = {
  permission: permissionCheck,
  configfs: configfsCheck,
  modules: modulesCheck,
  attributes: attributesCheck,
  overlays: overlaysCheck,
  controllers: controllersCheck,
  roles: rolesCheck,
  endpoints: endpointsCheck,
  programs: programsCheck,
  power: powerCheck,
};

/**
 * Looks at everything that a gadget needs of a machine, and changes nothing.
 *
 * @example
 * ```ts
 * const system = new NodeSystem();
 * const findings = await examine({ system, release: await system.kernelRelease(), options: {} });
 * ```
 */
export async function examine(patient: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(checks))
    for (const found of await look(patient)) findings.push({ check, ...found });
  return findings;
}
