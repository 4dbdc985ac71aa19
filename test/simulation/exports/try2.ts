import { RandomChoices } from './choices.ts';
import { ExportWorld } from './export-world.ts';
import { wrongAtRest } from './check-world.ts';
const c = new RandomChoices(1056);
const orig = c.next.bind(c);
const w = new ExportWorld({ next: (o) => { const m = orig(o); if (m) console.log(new Date(w.now).toISOString(), m, o.length, w.entry?.state, w.entry?.version); return m; } }, { document: 'final' });
w.hint(); await w.settle();
for (let i=0;i<2;i++){ const dead = w.queue.dead.splice(0); w.replay(dead.map(d=>JSON.parse(d.body))); await w.settle(); }
console.log(w.entry, [...w.vendors.documents.values()].map(d=>({...d, createdAt:new Date(d.createdAt).toISOString(), editedAt: new Date(d.editedAt).toISOString()})), wrongAtRest(w));
