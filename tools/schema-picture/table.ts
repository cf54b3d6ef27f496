/** A table as PostgreSQL's catalogue describes it; everything in a fixed order. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  /** Its `COMMENT`: one sentence that says what a row is. */
  readonly comment: string | null;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly uniqueKeys: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly protection: Protection;
  /** Nobody but the owner may change or delete a row. */
  readonly appendOnly: boolean;
  readonly triggers: readonly string[];
  /** Not logged ahead: empty after a crash. */
  readonly unlogged: boolean;
}

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, such as `timestamp(3) with time zone`. */
  readonly type: string;
  readonly nullable: boolean;
}

export interface ForeignKey {
  readonly columns: readonly string[];
  /** A table of the same schema. */
  readonly parent: string;
}

/**
 * What row-level security lets the service's own role see: its restaurant's rows, none of them (narrow roles
 * alone do), or all.
 */
export const Protection = { Restaurant: 'restaurant', NarrowRoles: 'narrow roles', None: 'none' } as const;
export type Protection = (typeof Protection)[keyof typeof Protection];
