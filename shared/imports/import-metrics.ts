import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Entity } from '../messages/import-message.ts';

/** What imports count. The connection is never a dimension: thousands of them would be thousands of metrics. */
export type ImportMetric =
  'RunComplete' | 'RunEndedEarly' | 'WaitLong' | 'WaitGivenUp' | 'RateLimited' | 'ScheduleFailed';

/** Counts by function and entity, in CloudWatch's embedded metric format. */
export class ImportMetrics {
  readonly #metrics = new Metrics();

  count(name: ImportMetric, entity?: Entity): void {
    const metric = this.#metrics.singleMetric();
    if (entity) metric.addDimension('entity', entity);
    metric.addMetric(name, MetricUnit.Count, 1);
  }
}
