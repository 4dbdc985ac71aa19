import { exploreAll, exploreSeeds } from './explore.ts';
for (const document of ['draft','final'] as const) for (const depth of [1,2]) {
  const t = performance.now();
  const r = await exploreAll({ document, people: document==='draft' }, depth);
  console.log(document, depth, r.runs, Math.round(performance.now()-t), JSON.stringify(r.findings, null, 1));
  if (r.findings.length) break;
}
for (const document of ['draft','final'] as const) {
  const t = performance.now();
  const r = await exploreSeeds({ document, people: document==='draft' }, 1, 20000);
  console.log(document, r.runs, Math.round(performance.now()-t), JSON.stringify(r.findings, null, 1));
}
