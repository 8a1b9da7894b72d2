/** The columns of every table, with what each means. */
import { TABLE_NAMES, TABLES } from "../../../pipeline/report.ts";
import { SCHEMA_WORDS } from "../../model/schema_words.ts";
import { ScrollTable } from "../scroll_table.tsx";

export function Schema() {
  return (
    <>
      <p>
        CSV as RFC 4180 has it: UTF-8, comma, a header, LF; an empty field is a value that is not
        there. Text that a spreadsheet would run as a formula has an apostrophe before it. Each
        report’s datapackage.json says the same for programs, as a Frictionless Data Package.
      </p>
      {TABLE_NAMES.map((name) => <TableSchema key={name} name={name} />)}
    </>
  );
}

function TableSchema({ name }: { name: typeof TABLE_NAMES[number] }) {
  const { title, columns, required } = TABLES[name];
  return (
    <>
      <h3 id={`schema-${name}`}>{name}.csv</h3>
      <ScrollTable id={`columns-${name}`} caption={title}>
        <thead>
          <tr>
            <th scope="col">Column and type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr>
              <th scope="row">
                <code>{column.name}</code>{" "}
                <small>
                  {required.includes(column.name) ? `${column.type}, required` : column.type}
                </small>
              </th>
              <td class="words">{SCHEMA_WORDS[name][column.name]}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
