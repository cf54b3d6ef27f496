const weightOf = (parameters: readonly string[]): number => {
  const [, weight] =
    /^q=([\d.]+)$/i.exec(parameters.find((each) => /^q=/i.test(each.trim()))?.trim() ?? '') ?? [];
  return weight === undefined ? 1 : Number(weight);
};

/** Whether an `Accept` header prefers CSV to JSON; who takes either gets JSON. */
export function wishesCsv(accept: string | undefined): boolean {
  const wishes = (accept ?? '').split(',').map((wish) => {
    const [type = '', ...parameters] = wish.split(';');
    return { type: type.trim().toLowerCase(), weight: weightOf(parameters) };
  });
  const weigh = (...types: readonly string[]): number =>
    wishes.find(({ type }) => types.includes(type))?.weight ?? 0;
  const csv = weigh('text/csv', 'text/*');
  return csv > 0 && csv > weigh('application/json', 'application/*');
}
