/** The layers of the product's code, from the bottom up. A folder may know those of lower layers and its own layer. */
const LAYERS = [
  {
    name: 'outside world',
    paths: [
      'shared/(aws|http|vendor-http|budget|easybill|outsmart|webhooks)/',
      'shared/(environment|lazy|berlin-date)[.]ts$',
    ],
  },
  { name: 'state and words', paths: ['shared/(records|activity|mappings|messages|connections)/'] },
  { name: 'domain', paths: ['shared/(customers|contacts|categories|employees|positions|invoices)/'] },
  { name: 'engines', paths: ['shared/(imports|exports)/'] },
  { name: 'life of a connection', paths: ['shared/lifecycle/'] },
  { name: 'entrances', paths: ['functions/', 'shared/(management|schedule)/'] },
].map(({ name, paths }) => ({ name, path: `^(${paths.join('|')})` }));

const layerRules = LAYERS.slice(0, -1).map(({ name, path }, level) => ({
  name: `layer of ${name}`,
  comment: 'Imports point down only.',
  severity: 'error',
  from: { path },
  to: { path: LAYERS.slice(level + 1).map((above) => above.path) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    {
      name: 'folder without a layer',
      comment: 'Give it a layer in this file.',
      severity: 'error',
      from: { path: '^shared/', pathNot: LAYERS.map(({ path }) => path) },
      to: {},
    },
    {
      name: 'engine that knows the other',
      severity: 'error',
      from: { path: '^shared/(imports|exports)/' },
      to: { path: '^shared/(imports|exports)/', pathNot: '^shared/$1/' },
    },
    {
      name: 'function that knows another',
      comment: 'A folder of functions/ is deployed alone.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    {
      name: 'stack that knows the code it deploys',
      comment:
        'It needs paths and names only; the local runner and the generated documents may import schemas.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/(local|cli|docs)/' },
      to: { path: '^(shared|functions)/' },
    },
    { name: 'circle of files', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'circle of folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(shared|functions|infra)/' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
