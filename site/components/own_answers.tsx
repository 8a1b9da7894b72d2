/** Where an implementation stands, for each group that ranks it, with the way to the trials that say so. */
import { Breakable } from "./breakable.tsx";
import { CaseAnswer } from "./case_answer.tsx";
import { Facts } from "./facts.tsx";

/** Where an implementation stands in a group. */
export interface Place {
  sentence: string;
  /** Which group that is, by `aboutOf()`; empty where the scenario has one. */
  about: string;
  /** Element id of the cell of its best figure, on the implementation's page. */
  cell: string;
}

/** So many answers are read one after another; more are looked up by their case. */
const FEW = 2;

/** Few answers stand large, more in a list by case. */
export function OwnAnswers({ places }: { places: readonly Place[] }) {
  if (places.length > FEW) {
    return (
      <Facts facts={places.map((place) => [place.about, <Listed key={place.cell} {...place} />])} />
    );
  }
  return (
    <>
      {places.map((place) => (
        <CaseAnswer key={place.about} {...place} evidence={<Trials cell={place.cell} />} />
      ))}
    </>
  );
}

function Listed({ sentence, cell }: Place) {
  return (
    <>
      <Breakable text={sentence} /> <Trials cell={cell} />
    </>
  );
}

/** In one piece: a line break within it would make two links of it. */
const ITS_TRIALS = "Its\u00a0trials";

function Trials({ cell }: Pick<Place, "cell">) {
  return <a href={`#${cell}`}>{ITS_TRIALS}</a>;
}
