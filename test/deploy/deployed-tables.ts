import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { paginateScan, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The physical name of a table, by a part of its logical id. */
export async function tableName(documents: DynamoDBDocumentClient, part: string): Promise<string> {
  const { TableNames = [] } = await documents.send(new ListTablesCommand({}));
  return TableNames.find((name) => name.includes(part))!;
}

/** All items of a table in the order of their keys. */
export async function tableItems(documents: DynamoDBDocumentClient, table: string): Promise<unknown[]> {
  const TableName = await tableName(documents, table);
  const found: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client: documents }, { TableName }))
    found.push(...(page.Items ?? []));
  return found.toSorted((a, b) =>
    `${String(a.pk)} ${String(a.sk)}`.localeCompare(`${String(b.pk)} ${String(b.sk)}`),
  );
}
