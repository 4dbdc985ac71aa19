import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** What the functions count. The connection is never a dimension: thousands of them would be thousands of metrics. */
export type ConnectorMetric =
  'RunComplete' | 'RunEndedEarly' | 'WaitLong' | 'WaitGivenUp' | 'RateLimited' | 'ScheduleFailed';

/** Counts by function and entity, in CloudWatch's embedded metric format. */
export class ConnectorMetrics {
  readonly #metrics = new Metrics();

  count(name: ConnectorMetric, entity?: string): void {
    const metric = this.#metrics.singleMetric();
    if (entity) metric.addDimension('entity', entity);
    metric.addMetric(name, MetricUnit.Count, 1);
  }
}
