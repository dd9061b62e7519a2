import { dirname, join, relative, sep } from 'node:path';

/** What src holds, in the order of the stages: a file imports from its own folder and from those before it. */
const layers = [
  'issue-kind.ts',
  'issue-codes.ts',
  'errors.ts',
  'options',
  'usb',
  'attributes',
  'hid',
  'functions',
  'udc',
  'gadget',
  'configfs',
  'plan',
  'descriptors',
  'reports',
  'network',
  'units',
  'system',
  'live/machine',
  'live/state',
  'live/controllers',
  'live/gadgets',
  'live/apply',
  'live/functions',
  'live/media',
  'live/networks',
  'live/up',
  'live/trials',
  'live',
  'doctor',
  'config',
  'cli',
];

/** The layers that the main entry point is made of. */
export const coreLayers = layers.slice(0, layers.indexOf('plan') + 1);

/** Who may import what is not ours. A file that is named nowhere here imports no package and nothing of Node. */
const packages = [
  { files: /^network\//, may: /^ipaddr\.js$/ },
  { files: /^config\//, may: /^yaml$/ },
  { files: /^system\/node-[^/]+$|^node\.ts$/, may: /^node:/ },
  { files: /^cli\//, may: /^node:/ },
];

/** The files beside the folders, but errors.ts, are the entry points: they import from all, and nothing imports them. */
function layerOf(file) {
  const position = layers.findIndex((each) => file === each || file.startsWith(`${each}${sep}`));
  return position === -1 ? layers.length : position;
}

function fault(file, specifier) {
  if (specifier.startsWith('.')) {
    const target = join(dirname(file), specifier).replace(/\.js$/, '.ts');
    if (layerOf(target) > layerOf(file)) return 'later';
  } else if (!packages.some(({ files, may }) => files.test(file) && may.test(specifier))) {
    return 'outside';
  }
}

/** An ESLint rule that keeps the layers apart; for files in src only. */
export const layersRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      later: '{{specifier}} belongs to a later stage: see the list in scripts/layers.js.',
      outside: '{{specifier}} may not be imported here: see the table in scripts/layers.js.',
    },
  },
  create(context) {
    const file = relative(join(context.cwd, 'src'), context.filename);
    function check({ source }) {
      if (!source) return;
      const specifier = source.value;
      const messageId = fault(file, specifier);
      if (messageId) context.report({ node: source, messageId, data: { specifier } });
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
