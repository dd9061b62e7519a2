import type { Attribute } from '../attributes/attribute.js';
import { refuse, type Errno, type Refusal } from '../attributes/errno.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { defaultColor, extension, formatKinds } from '../functions/video-folders.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** The strings of a gadget that stand for names of a camera (uvc_configfs.c, uvc_func_allow_link). */
const stringNames = ['iad_desc', 'vs0_desc', 'vs1_desc'];

/** The first kernel that looks for the header when the function is linked (f_uvc.c, uvc_alloc). */
const looksForHeaderSince = since(6, 1);

/** The first kernel that wants descriptors for every speed on any controller (f_uvc.c, uvc_function_bind). */
const everySpeedSince = since(6, 2);

/** The units and terminals that every camera has. */
const firstUnits = 3;

const isCamera = (folder: SimulatedFolder | undefined): folder is SimulatedFolder =>
  folder?.name.startsWith('uvc.') === true;

const inner = (camera: SimulatedFolder, path: string): SimulatedFolder | undefined =>
  path.split('/').reduce<SimulatedFolder | undefined>((at, name) => at?.child(name), camera);

const within = (camera: SimulatedFolder, folder: SimulatedFolder): string =>
  folder.path.slice(camera.path.length).join('/');

const isFormat = ({ kind }: SimulatedFolder): boolean => Object.values(formatKinds()).includes(kind);

/** Links of cameras, and what they and their folders change. */
export class SimulatedCameras {
  /** How many formats have a set of colours (uvc_configfs.c, struct uvcg_color_matching); what a format had when it went stays counted. */
  readonly #users = new WeakMap<SimulatedFolder, number>();
  readonly #colors = new WeakMap<SimulatedFolder, SimulatedFolder>();
  readonly #units = new WeakMap<SimulatedFolder, number>();

  /** Why a link within a camera is not made, or undefined. */
  refusal(holder: SimulatedFolder, target: SimulatedFolder): Refusal | undefined {
    const camera = holder.function;
    if (!isCamera(camera)) return undefined;
    const [part = '', kind = ''] = within(camera, holder).split('/');
    const isString =
      target.parent?.parent !== undefined && target.parent.parent === camera.gadget?.child('strings');
    if (part === '' || kind === 'extensions')
      return isString && (kind || stringNames.includes(target.name)) ? undefined : refuse('EINVAL');
    if (kind === 'class') {
      if (target.parent !== inner(camera, `${part}/header`)) return refuse('EINVAL');
      return camera.holders || holder.targets.length ? refuse('EBUSY') : undefined;
    }
    if (kind === 'header') {
      if (holder.holders) return refuse('EBUSY');
      return isFormat(target) && target.function === camera ? undefined : refuse('EINVAL');
    }
    if (target.parent !== inner(camera, 'streaming/color_matching')) return refuse('EINVAL');
    return this.#colors.get(holder) === this.#defaultColor(camera) ? undefined : refuse('EBUSY');
  }

  /** A link is made. */
  linked(holder: SimulatedFolder, target: SimulatedFolder): void {
    const camera = holder.function;
    if (!isCamera(camera)) return;
    if (isFormat(target))
      for (const [index, each] of target.made.entries()) each.setText('bFrameIndex', `${index + 1}\n`);
    if (within(camera, holder).startsWith('streaming/class/'))
      for (const [index, each] of target.targets.entries()) each.setText('bFormatIndex', `${index + 1}\n`);
    if (isFormat(holder)) this.#color(holder, target);
  }

  /** A link is gone. */
  unlinked(holder: SimulatedFolder, target: SimulatedFolder): void {
    const camera = holder.function;
    const usual = isCamera(camera) ? this.#defaultColor(camera) : undefined;
    if (!usual || !isFormat(holder)) return;
    this.#use(target, -1);
    this.#use(usual, 1);
    this.#colors.set(holder, usual);
  }

  /** A folder is made. */
  made(folder: SimulatedFolder): void {
    const camera = folder.function;
    if (!isCamera(camera)) return;
    const usual = this.#defaultColor(camera);
    if (isFormat(folder) && usual) {
      this.#use(usual, 1);
      this.#colors.set(folder, usual);
    }
    if (folder.kind === extension()) {
      const unit = (this.#units.get(camera) ?? firstUnits) + 1;
      this.#units.set(camera, unit);
      folder.setText('bUnitID', `${unit}\n`);
    }
  }

  /** Whether a set of colours is in use. */
  isUsed(folder: SimulatedFolder): boolean {
    return (this.#users.get(folder) ?? 0) > 0;
  }

  #color(format: SimulatedFolder, color: SimulatedFolder): void {
    const before = this.#colors.get(format);
    if (before) this.#use(before, -1);
    this.#use(color, 1);
    this.#colors.set(format, color);
  }

  #use(color: SimulatedFolder, more: number): void {
    this.#users.set(color, (this.#users.get(color) ?? 0) + more);
  }

  #defaultColor(camera: SimulatedFolder): SimulatedFolder | undefined {
    const found = inner(camera, 'streaming/color_matching/default');
    return found?.kind === defaultColor() ? found : undefined;
  }
}

/** Why a camera cannot be linked into a configuration, or undefined. */
export function cameraAllocRefusal(camera: SimulatedFolder, kernel: KernelVersion): Refusal | undefined {
  if (!isCamera(camera) || camera.kind.opaque || kernel < looksForHeaderSince) return undefined;
  const header = inner(camera, 'streaming/header/h');
  if (!header) return refuse('ENOENT');
  return header.holders ? undefined : refuse('EBUSY');
}

/** Why a camera that has its endpoints does not bind, or undefined. */
export function cameraBindErrno(
  camera: SimulatedFolder,
  { speed = 'high' }: ControllerProfile,
  kernel: KernelVersion,
): Errno | undefined {
  if (!isCamera(camera) || camera.kind.opaque) return undefined;
  const every = kernel >= everySpeedSince;
  const needed = [
    'fs',
    ...(every || speed !== 'full' ? ['hs'] : []),
    ...(every || speed === 'super' ? ['ss'] : []),
  ];
  return needed.every((each) => inner(camera, `streaming/class/${each}`)?.targets.length)
    ? undefined
    : 'ENODEV';
}

/**
 * What a bind puts right before it does anything else, and the numbers of the interfaces that it gives (f_uvc.c, uvc_function_bind).
 *
 * @param first - the number of the first; undefined: it did not get that far.
 */
export function settleCamera(camera: SimulatedFolder, first: number | undefined): void {
  if (!isCamera(camera)) return;
  if (first !== undefined)
    for (const [index, part] of ['control', 'streaming'].entries())
      camera.child(part)?.setText('bInterfaceNumber', `${first + index}\n`);
  const number = (name: string): number => Number(camera.textOf(name));
  for (const name of ['streaming_interval', 'streaming_maxpacket'])
    if (camera.textOf(name) === '0\n') camera.setText(name, '1\n');
  if (number('streaming_maxburst') > 0)
    camera.setText('streaming_maxpacket', `${Math.ceil(number('streaming_maxpacket') / 1024) * 1024}\n`);
}

/** A size is numbered when its format is linked, and shows no number before (uvc_configfs.c, uvcg_frame_b_frame_index_show). */
export const isUnnumbered = ({ name }: Attribute, folder: SimulatedFolder): boolean =>
  name === 'bFrameIndex' && folder.parent?.holders === 0;

/** Lists of an extension unit set the counts beside them, and its length (uvc_configfs.c, uvcg_extension_ba_source_id_store). */
export function settleExtension(folder: SimulatedFolder): void {
  if (folder.kind !== extension()) return;
  const lines = (name: string): number => folder.textOf(name).split('\n').length - 1;
  const [sources, controls] = [lines('baSourceID'), lines('bmControls')];
  folder.setText('bNrInPins', `${sources}\n`);
  folder.setText('bControlSize', `${controls}\n`);
  folder.setText('bLength', `${24 + sources + controls}\n`);
}
