export { asHex, asJson, asNumber, type Column, inMs } from './column.ts';
export * from './columns.ts';
export * from './database-failure.ts';
export * from './database.ts';
export * from './migrate-schema.ts';
export * from './notification-listener.ts';
export * from './pipelined.ts';
export * from './retention.ts';
export * from './retry-while-unavailable.ts';
export {
  grantsOfNarrowRoles,
  narrowRoleStatements,
  ofNamedRestaurants,
  type RowLevelSecurity,
  rowLevelSecurityStatements,
  statementsOfNarrowRole,
  statementsOfTable,
} from './row-level-security.ts';
export * from './schema-fault.ts';
export * from './sql.ts';
export * from './transaction.ts';
export * from './violates.ts';
