/** A text of somebody else's in which web addresses are links; all else of it stays text. */

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
  if (!URL.canParse(address)) return <>{text}</>;
  return (
    <>
      <a href={address}>{address}</a>
      {text.slice(address.length)}
    </>
  );
}
