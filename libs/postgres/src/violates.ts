/** Whether PostgreSQL refused a statement by the named constraint, a unique one or a foreign key. */
export function violates(error: unknown, constraint: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === '23505' || error.code === '23503') &&
    'constraint' in error &&
    error.constraint === constraint
  );
}
