import { readEnvironment } from '../../environment.ts';
import { lazy } from '../../lazy.ts';
import { queueHandler } from '../../messages/queue-handler.ts';
import type { Entity } from '../../records/entity.ts';
import type { DeclareEntity } from '../declaration/entity-import.ts';
import { buildImportServices, importEnvironmentSchema } from './build-import-services.ts';
import { ImportWorker } from './import-worker.ts';

/** The handler of the function that imports an entity; its worker is built on cold start only. */
export function importHandler(entity: Entity, declare: DeclareEntity): ReturnType<typeof queueHandler> {
  const build = (): ImportWorker => {
    const services = buildImportServices(readEnvironment(importEnvironmentSchema));
    return new ImportWorker(services, entity, declare);
  };
  return queueHandler(lazy(build));
}
