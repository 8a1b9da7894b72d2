/** A text of somebody else's in which web addresses are links and dates stay whole; all else of it stays text. */
import { Fragment } from "preact";

const ADDRESS = /(https?:\/\/[^\s<>"'“”‘’`]+)/;
/** Ends the sentence that an address stands in, not the address. */
const STOPS = /[.,;:!?)\]]+$/;

export function LinkedText({ text }: { text: string }) {
  // What a pattern in parentheses matched stands between what it did not.
  const parts = text.split(ADDRESS);
  return <>{parts.map((part, index) => <Part key={index} text={part} found={index % 2 === 1} />)}
  </>;
}

function Part({ text, found }: { text: string; found: boolean }) {
  const address = found ? text.replace(STOPS, "") : "";
  if (!URL.canParse(address)) return <Dated text={text} />;
  return (
    <>
      <a href={address}>{address}</a>
      {text.slice(address.length)}
    </>
  );
}

const DATE = /(\b\d{4}-\d{2}-\d{2}\b)/;

/** A line breaks before or behind a date, never at its hyphens. */
function Dated({ text }: { text: string }) {
  const parts = text.split(DATE);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1
          ? <span key={index} class="unbroken">{part}</span>
          : <Fragment key={index}>{part}</Fragment>
      )}
    </>
  );
}
