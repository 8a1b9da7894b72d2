/** The head of a column of numbers: what they are, and their unit below it where they have one. */
export function NumberHead({ title, unit }: { title: string; unit: string }) {
  return (
    <th scope="col" class="number">
      {title}
      {unit !== "" && <span class="unit">{unit}</span>}
    </th>
  );
}
