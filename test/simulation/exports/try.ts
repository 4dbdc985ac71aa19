import { PlannedChoices } from './choices.ts';
import { ExportWorld } from './export-world.ts';
import { wrongAtRest } from './check-world.ts';
for (const document of ['draft','final'] as const) {
const c = new PlannedChoices([]);
const w = new ExportWorld(c, { document });
w.hint();
await w.settle();
console.log(w.entry, w.vendors.documents, wrongAtRest(w), c.options.length, c.options.reduce((a,b)=>a+b,0), w.vendors.lists, w.told);
}
