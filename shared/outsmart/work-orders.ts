export type WorkOrder = object;
